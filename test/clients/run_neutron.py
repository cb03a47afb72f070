"""Calls of the real python-neutronclient, one after the other.

The arguments are the URL of Keystone, user, password and project. Each line of the input is a JSON list: the name of a method of the
client, then its arguments; each line of the output a JSON object with value, or with the class and text of the error.
"""
import json
import sys

from keystoneauth1.identity import v3
from keystoneauth1.session import Session
from neutronclient.v2_0.client import Client

url, user, password, project = sys.argv[1:5]
auth = v3.Password(
    auth_url=url,
    username=user,
    password=password,
    project_name=project,
    user_domain_name="Default",
    project_domain_name="Default",
)
client = Client(session=Session(auth=auth))
for line in sys.stdin:
    method, *arguments = json.loads(line)
    named = arguments.pop() if arguments and isinstance(arguments[-1], dict) and method.startswith("list_") else {}
    try:
        answer = {"value": getattr(client, method)(*arguments, **named)}
    except Exception as error:
        answer = {"error": type(error).__name__, "text": str(error)}
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
