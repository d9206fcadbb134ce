"""What runs in the process that converts one document: `python -m reminder.documents.readers.converter` SOFFICE FOLDER
KIND TARGET MEMORY SECONDS.

The document comes on standard input. It is laid into the folder, and LibreOffice takes the place of this process,
confined, with nothing to write into but the folder.
"""

import os
import sys
from pathlib import Path

from reminder.documents.readers.confinement import Limits, confine
from reminder.documents.readers.limits import MAX_BYTES, MAX_UNPACKED
from reminder.documents.readers.mhtml import page_of

# What LibreOffice is told before it starts: no macro, no link out of the document, no picture from elsewhere.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item>
</oor:items>
"""
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
# What LibreOffice reads of the machine: itself, its settings and fonts, and what the system says of itself.
_READABLE = (
    "/usr", "/lib", "/lib64", "/bin", "/opt", "/etc/fonts", "/etc/libreoffice", "/etc/ld.so.cache", "/etc/alternatives",
    "/etc/passwd", "/etc/nsswitch.conf", "/etc/localtime", "/proc", "/sys/devices", "/dev", "/var/cache/fontconfig",
    "/var/lib/libreoffice", "/var/spool/libreoffice",
)  # fmt: skip


def main() -> None:
    soffice, folder, kind, target, memory, seconds = sys.argv[1:7]
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    home = Path(folder)
    user = home / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS)
    source = home / f"document.{'html' if kind == 'mhtml' else kind}"
    source.write_bytes(page_of(data) if kind == "mhtml" else data)
    readable = (*_READABLE, str(Path(soffice).resolve().parent))
    confine(Limits(int(memory), int(seconds), written=MAX_UNPACKED, alone=False), readable, folder)
    os.execv(soffice, [
        soffice, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        f"-env:UserInstallation={(home / 'profile').as_uri()}", "--convert-to", _FILTERS[target],
        "--outdir", str(home / "out"), str(source),
    ])  # fmt: skip


if __name__ == "__main__":
    main()
