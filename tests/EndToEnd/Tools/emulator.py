"""Runs the emulator's start script, named first, with a few more things as AWS has them, and quicker."""
import copy
import functools
import json
import runpy
import socket
import sys

import moto.apigateway.models as models
import moto.stepfunctions.models as state_machines
import moto.stepfunctions.parser.asl.component.state.exec.state_task.lambda_eval_utils as calls
import moto.stepfunctions.parser.asl.utils.json_path as json_path
import moto.stepfunctions.responses as stepfunctions

# AWS gives a REST API's resource policy back as JSON with its quotation marks escaped once more, and Terraform's provider
# undoes that. moto gives it back as it came, and the provider then fails.
as_it_came = models.RestAPI.to_dict


def as_aws_has_it(self):
    api = as_it_came(self)
    if api["policy"]:
        api["policy"] = json.dumps(api["policy"])[1:-1]
    return api


models.RestAPI.to_dict = as_aws_has_it

# Before the provider makes a state machine it has the definition checked, and afterwards it asks for versions. moto knows
# neither; it checks the definition when it makes one.
stepfunctions.StepFunctionResponse.validate_state_machine_definition = lambda self: json.dumps(
    {"result": "OK", "diagnostics": [], "truncated": False}
)
stepfunctions.StepFunctionResponse.list_state_machine_versions = lambda self: json.dumps({"stateMachineVersions": []})

# moto copies a state machine for each execution, with all executions before, whose threads cannot be copied.
state_machines.StateMachine.__deepcopy__ = lambda self, memo: copy.copy(self)

# moto makes a client for each call of a function and a parser for each path, which takes longer than the call.
json_path.parse = functools.cache(json_path.parse)
make_client = calls.boto_client_for
clients = {}


def client_for(service, region, state_credentials):
    if service not in clients:
        clients[service] = make_client(service=service, region=region, state_credentials=state_credentials)
    return clients[service]


calls.boto_client_for = client_for

# moto's state machines call moto itself, and do not know a port that the system chose.
if sys.argv[-1] == "0":
    with socket.create_server(("127.0.0.1", 0)) as free:
        sys.argv[-1] = str(free.getsockname()[1])

sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
