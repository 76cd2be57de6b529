from machtigingen_sandbox.cli import main

main(prog_name="machtigingen-sandbox")
