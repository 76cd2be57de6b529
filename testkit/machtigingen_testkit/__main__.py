from machtigingen_testkit.cli import testkit

testkit(prog_name="machtigingen testkit")
