"""A second reader of DER, that shares nothing with the one of the portal: which codes does a certificate carry?"""

from collections.abc import Iterator

SERIAL_NUMBER = bytes.fromhex("0603550405")  # 2.5.4.5, where the profile of these tests has the code


def codes_in_subject(tbs: bytes) -> list[bytes]:
    """The octets of every serialNumber in the subject, whatever kind of text it says to be."""
    fields = list(_values(tbs))
    first = 1 if fields[0][0] == 0xA0 else 0  # the version, when it is there
    subject = fields[first + 4][1]  # serial, algorithm, issuer, validity, subject
    found = []
    for _, rdn in _values(subject):
        for _, attribute in _values(rdn):
            if attribute.startswith(SERIAL_NUMBER):
                ((_, text),) = list(_values(attribute[len(SERIAL_NUMBER) :]))
                found.append(text)
    return found


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each value, one after the other."""
    while data:
        tag, size, start = data[0], data[1], 2
        if size >= 0x80:
            start += size & 0x7F
            size = int.from_bytes(data[2:start])
        yield tag, data[start : start + size]
        data = data[start + size :]
