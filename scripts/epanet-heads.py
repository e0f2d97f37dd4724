"""The greatest difference in head, in metres, that EPANET finds between two networks; ends with 1 if it is above 0.01 m.

Called by scripts/epanet with the folder of Python's packages, where wntr keeps EPANET's library.
"""

import ctypes
import glob
import os
import sys
import tempfile

NODE_COUNT, HEAD = 0, 10
# Units of flow up to this one are US customary.
LAST_US_UNITS = 4
FOOT = 0.3048
# Codes up to this one are warnings.
LAST_WARNING = 6
ALLOWED = 0.01
NOT_INSTALLED = 3


def library(packages):
    folder = os.path.join(packages, "wntr", "epanet", "libepanet")
    system = "linux-x64" if sys.platform == "linux" else "darwin-arm" if os.uname().machine == "arm64" else "darwin-x64"
    found = glob.glob(os.path.join(folder, system, "libepanet22.*"))
    try:
        return ctypes.CDLL(found[0])
    except (IndexError, OSError):
        print("EPANET has no library for this machine", file=sys.stderr)
        sys.exit(NOT_INSTALLED)


def heads(epanet, path):
    """Heads in metres by time and node id."""

    def call(name, *arguments):
        code = getattr(epanet, name)(*arguments)
        if code > LAST_WARNING:
            message = ctypes.create_string_buffer(256)
            epanet.ENgeterror(code, message, 255)
            sys.exit(f"{path}: {name}: error {code}: {message.value.decode(errors='replace')}")

    number, value, moment, step = ctypes.c_int(), ctypes.c_float(), ctypes.c_long(), ctypes.c_long()
    name = ctypes.create_string_buffer(64)
    with tempfile.TemporaryDirectory() as folder:
        report, output = (os.path.join(folder, file).encode() for file in ("report", "output"))
        call("ENopen", os.fsencode(path), report, output)
        call("ENgetflowunits", ctypes.byref(number))
        metres = FOOT if number.value <= LAST_US_UNITS else 1.0
        call("ENgetcount", NODE_COUNT, ctypes.byref(number))
        ids = {}
        for node in range(1, number.value + 1):
            call("ENgetnodeid", node, name)
            ids[node] = name.value
        found = {}
        call("ENopenH")
        call("ENinitH", 0)
        while True:
            call("ENrunH", ctypes.byref(moment))
            for node, known in ids.items():
                call("ENgetnodevalue", node, HEAD, ctypes.byref(value))
                found[moment.value, known] = value.value * metres
            call("ENnextH", ctypes.byref(step))
            if step.value <= 0:
                break
        call("ENcloseH")
        call("ENclose")
    return found


def main():
    packages, before, after = sys.argv[1:]
    epanet = library(packages)
    before, after = heads(epanet, before), heads(epanet, after)
    if before.keys() != after.keys():
        sys.exit("other nodes or other times")
    greatest = max(abs(head - after[key]) for key, head in before.items())
    print(f"{greatest:.6f} m, {len(before)} heads")
    sys.exit(0 if greatest <= ALLOWED else 1)


main()
