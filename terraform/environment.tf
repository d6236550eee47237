# What this state is of. The first apply writes it down; a later one with other values would rename or move everything, or
# find nothing in another region or account and make it all again, and is refused at the plan.
resource "terraform_data" "environment" {
  input = local.identity

  lifecycle {
    ignore_changes = [input]

    postcondition {
      condition     = self.output == local.identity
      error_message = "This state is of ${jsonencode(self.output)}, and these variables and credentials are of ${jsonencode(local.identity)}: give the environment's file, for example -var-file=environments/${self.output.stage}.tfvars. Where everything is to be made anew under the other name, add -replace=terraform_data.environment; what is in another region or account has to be destroyed first."
    }
  }
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  # Not its id or name, of which version 6 of the provider warns: both major versions know the endpoint.
  region = split(".", data.aws_region.current.endpoint)[1]

  identity = {
    name    = var.name
    stage   = var.stage
    region  = local.region
    account = data.aws_caller_identity.current.account_id
  }
}
