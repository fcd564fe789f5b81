"""Prints the peak memory of a program in KiB. The arguments are the command line of the program.

The program's output is a full pipe, so that the program waits when all its work but writing is done."""

import os
import subprocess
import sys
import time

reader, writer = os.pipe()
os.set_blocking(writer, False)
try:
    while True:
        os.write(writer, b" " * 4096)
except BlockingIOError:
    os.set_blocking(writer, True)
child = subprocess.Popen(sys.argv[1:], stdout=writer)
os.close(writer)
time.sleep(0.5)
with open(f"/proc/{child.pid}/status", encoding="ascii") as status:
    fields = dict(line.split(":", 1) for line in status)
if fields["State"].split()[0] != "S" or child.poll() is not None:
    sys.exit("the program does not wait to write")
print(fields["VmHWM"].split()[0])
while os.read(reader, 65536):
    pass
child.wait()
