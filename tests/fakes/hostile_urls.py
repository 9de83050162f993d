"""URLs that must never make us connect, by class; every one is tried at socket level."""

import ipaddress

_SPECIAL_4 = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.254 127.0.0.1
    127.0.0.2 127.255.255.254 168.63.129.16 169.254.0.1 169.254.169.254 169.254.170.2
    169.254.169.253 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.9 192.0.0.10 192.0.0.170
    192.0.0.192 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.1 192.168.255.255
    192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 233.252.0.1
    239.255.255.255 240.0.0.1 250.1.2.3 255.255.255.255
""".split()  # noqa: SIM905 - a table to read

_SPECIAL_6 = """
    :: ::1 ::2 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8
    ::ffff:169.254.169.254 ::ffff:0:127.0.0.1 ::ffff:0:8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808
    64:ff9b:1::a00:1 100::1 100:0:0:1::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1
    2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:30::1 2001:db8::1 2002:7f00:1::1
    2002:a00:1::1 2002:808:808::1 2620:4f:8000::1 3fff::1 3fff:fff::1 4000::1 5f00::1 fc00::1
    fd00::1 fd00:ec2::254 fd20:ce::254 fe80::1 fe80::a9fe:a9fe fec0::1 feff::1 ff02::1 ff05::2
    ff0e::1 2a00:1450:4001:82a:0:5efe:7f00:1 2a00:1450:4001:82a:200:5efe:a00:1 1::1 e000::1
""".split()  # noqa: SIM905 - a table to read


def _spellings(address: str) -> list[str]:
    """The same IPv4 address as inet_aton and browsers also read it."""
    number = int(ipaddress.IPv4Address(address))
    a, b, c, d = (int(part) for part in address.split("."))
    return [
        str(number),
        hex(number),
        oct(number).replace("0o", "0"),
        f"{a}.{(b << 16) + (c << 8) + d}",
        f"{a}.{b}.{(c << 8) + d}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a:#x}.{b:#x}.{c:#x}.{d:#x}",
        f"{a:#x}.{b}.0{c:o}.{d}",
        f"{a:03}.{b:03}.{c:03}.{d:03}",
        f"{a + 256}.{b}.{c}.{d}",
        f"{address}.",
        f"0x{number:016x}",
    ]


SPECIAL_IPV4 = [f"http://{address}/" for address in _SPECIAL_4]
SPECIAL_IPV6 = [f"https://[{address}]/" for address in _SPECIAL_6]
UNUSUAL_SPELLINGS = [
    f"http://{spelling}/"
    for address in ("127.0.0.1", "169.254.169.254", "10.0.0.1", "192.168.1.1", "172.16.5.4")
    for spelling in _spellings(address)
]
_PORTS = """
    0 1 7 21 22 23 25 53 81 110 111 135 139 389 445 587 631 1433 2049 2375 3000 3306 3389 4566
    5000 5432 5900 6379 6443 8000 8081 8500 9000 9001 9200 10250 11211 27017 65535 65536 99999
""".split()  # noqa: SIM905
FORBIDDEN_PORTS = [f"http://8.8.8.8:{port}/" for port in _PORTS] + [
    "http://8.8.8.8:/",
    "http://8.8.8.8:-80/",
    "http://8.8.8.8:80.0/",
    "http://8.8.8.8:0x50/",
    "http://8.8.8.8:8 0/",
    "http://8.8.8.8:443:22/",
    "http://8.8.8.8:000080/",
    "http://8.8.8.8:٨٠/",
]
OTHER_SCHEMES = [
    "file:///etc/passwd",
    "file://localhost/proc/self/environ",
    "ftp://example.com/",
    "gopher://127.0.0.1:6379/_INFO",
    "dict://127.0.0.1:11211/stats",
    "ldap://127.0.0.1/",
    "jar:http://127.0.0.1!/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "ws://example.com/",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "httpss://example.com/",
    "//example.com/",
    "example.com",
    "",
    "http",
    "http:",
    "://example.com/",
]
PARSER_TRICKS = [
    "http://user@127.0.0.1/",
    "http://example.com@127.0.0.1/",
    "http://example.com:80@127.0.0.1/",
    "http://example.com%40127.0.0.1/",
    "http://127.0.0.1#@example.com/",
    "http://127.0.0.1\\@example.com/",
    "http://example.com\\@127.0.0.1/",
    "http://example.com\\.evil.example/",
    "http:\\\\127.0.0.1/",
    "http:/\\127.0.0.1/",
    "http:///127.0.0.1/",
    "http:////127.0.0.1/",
    "http:/127.0.0.1/",
    "http:127.0.0.1/",
    "http://@127.0.0.1/",
    "http://:@127.0.0.1/",
    "http://:80/",
    "http://?127.0.0.1",
    "http://#127.0.0.1",
    "http://.127.0.0.1/",
    "http://127.0.0.1./",
    "http://127..0.1/",
    "http://127.0.0.1%00.example.com/",
    "http://127.0.0.1%09/",
    "http://127.0.0.1 /",
    " http://127.0.0.1/",
    "http://127.0.0.1/ ",
    "http://127.0.0.1\t/",
    "http://127.0.0.1\n/",
    "http://127.0.0.1\r\nHost: example.com/",
    "http://example.com/\r\nX: y",
    "ht\ttp://127.0.0.1/",
    "http://exam\nple.com/",
    "http://exam\x00ple.com/",
    "http://[::1/",
    "http://::1/",
    "http://[::1]]/",
    "http://[[::1]]/",
    "http://[::1].example.com/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[::1%]/",
    "http://[v1.fe80::]/",
    "http://[127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://[::127.0.0.1.]/",
    "http://[]/",
    "http://[/",
    "http://１２７.0.0.1/",
    "http://127。0。0。1/",
    "http://127．0．0．1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://ｌｏｃａｌｈｏｓｔ/",
    "http://loc\u00adalhost/",
    "http://localhost\u200b/",
    "http://exämple.com/",
    "http://example.com\u3002/",
    "http://xn--/%zz@127.0.0.1",
    "http://%31%32%37.0.0.1/",
    "http://%6c%6f%63%61%6c%68%6f%73%74/",
    "http://0/",
    "http://00/",
    "http://0x/",
    "http://1.2.3.0x/",
    "http://1.2.3.4.5/",
    "http://example.com.0x7f.1/",
    "http://a.b.c.256/",
    "http://-example.com/",
    "http://example-.com/",
    "http://example..com/",
    "http://example.com./",
    "http://" + "a" * 64 + ".com/",
    "http://" + "a." * 130 + "com/",
    "http://exa$mple.com/",
    "http://exa{mple.com/",
    "http://exa|mple.com/",
    "http://exa^mple.com/",
    "http://exa<mple.com/",
    'http://exa"mple.com/',
    "http://exa`mple.com/",
    "http://exa!mple.com/",
    "http://exa*mple.com/",
    "http://exa,mple.com/",
    "http://exa;mple.com/",
    "http://exa=mple.com/",
    "http://exa+mple.com/",
    "http://exa~mple.com/",
    "http://example.com/" + "a" * 2048,
    "http://example.com/a b",
    "http://example.com/a\\b",
    "http://example.com/ä",
    "http://example.com/\x7f",
]
_SINGLE_LABELS = """
    localhost LOCALHOST Localhost metadata instance-data router intranet kubernetes
    ip6-localhost broadcasthost gateway docker db wpad
""".split()  # noqa: SIM905
SINGLE_LABELS = [f"http://{name}/" for name in _SINGLE_LABELS]

# Names whose answers the fake resolver gives: one that is not public must spoil all of them.
INSIDE_NAMES: dict[str, list[str]] = {
    f"inside-{index}.example": [address] for index, address in enumerate([*_SPECIAL_4, *_SPECIAL_6])
} | {
    "mixed-a.example": ["93.184.215.14", "10.0.0.1"],
    "mixed-b.example": ["10.0.0.1", "93.184.215.14"],
    "mixed-c.example": ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::1"],
    "mixed-d.example": ["93.184.215.14"] * 20 + ["169.254.169.254"],
    "mixed-e.example": ["93.184.215.14", "::ffff:127.0.0.1"],
    "zone.example": ["fe80::1%2"],
    "zone-on-public.example": ["2606:2800:21f:cb07:6820:80da:af6b:8b2c%2"],
    "empty.example": [],
    "localhost.localdomain": ["127.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
}
INSIDE_URLS = [f"https://{name}/" for name in INSIDE_NAMES]

BY_CLASS: dict[str, list[str]] = {
    "special IPv4": SPECIAL_IPV4,
    "special IPv6": SPECIAL_IPV6,
    "unusual spelling": UNUSUAL_SPELLINGS,
    "forbidden port": FORBIDDEN_PORTS,
    "other scheme": OTHER_SCHEMES,
    "parser trick": PARSER_TRICKS,
    "single label": SINGLE_LABELS,
    "inside name": INSIDE_URLS,
}
