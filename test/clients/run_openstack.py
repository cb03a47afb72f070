"""Runs commands of the real `openstack` client one after the other in one process, which spares its start each time.

Each line of the input is a JSON list of words, each line of the output a JSON object with status, out and err.
"""
import io
import json
import sys

from openstackclient import shell

answers = sys.stdout
for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    sys.stdout, sys.stderr = out, err
    try:
        status = shell.OpenStackShell().run(json.loads(line))
    except SystemExit as ending:
        status = ending.code
    except Exception as error:
        status = 1
        err.write(repr(error))
    finally:
        sys.stdout, sys.stderr = answers, sys.__stderr__
    answers.write(json.dumps({"status": status or 0, "out": out.getvalue(), "err": err.getvalue()}) + "\n")
    answers.flush()
