"""Runs the emulator's start script, named first, with a few more things as AWS has them."""
import copy
import json
import runpy
import sys

import moto.apigateway.models as models
import moto.stepfunctions.models as state_machines
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

sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
