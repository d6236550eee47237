"""Runs the emulator's start script, named first, with one more thing as AWS has it.

AWS gives a REST API's resource policy back as JSON with its quotation marks escaped once more, and Terraform's provider
undoes that. moto gives it back as it came, and the provider then fails.
"""
import json
import runpy
import sys

import moto.apigateway.models as models

as_it_came = models.RestAPI.to_dict


def as_aws_has_it(self):
    api = as_it_came(self)
    if api["policy"]:
        api["policy"] = json.dumps(api["policy"])[1:-1]
    return api


models.RestAPI.to_dict = as_aws_has_it
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
