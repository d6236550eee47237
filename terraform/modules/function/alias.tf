locals {
  # All calls go to the newest version: no canary, or one that has been given everything.
  promoted = try(var.canary.weight, 1) == 1

  # What the alias says of itself where it holds calls back from the newest version. It is read at the next plan.
  held_back = "Held at version "
}

# Callers know the alias only, so a release, a canary and a roll-back do not touch the API.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = local.promoted ? "What the API calls" : "${local.held_back}${var.canary.stable_version}, ${var.canary.weight * 100} % to the newest"
  function_name    = aws_lambda_function.this.function_name
  function_version = local.promoted ? aws_lambda_function.this.version : var.canary.stable_version

  dynamic "routing_config" {
    for_each = !local.promoted && try(var.canary.weight, 0) > 0 ? [var.canary.weight] : []

    content {
      additional_version_weights = {
        (aws_lambda_function.this.version) = routing_config.value
      }
    }
  }

  lifecycle {
    precondition {
      condition     = local.promoted || try(var.canary.weight, 0) == 0 || try(var.canary.stable_version, null) != aws_lambda_function.this.version
      error_message = "canary.stable_version is the newest version: there is nothing to compare it with. Name the version that serves now, and apply together with the new package."
    }
  }
}

# Fails at the plan where there is no such version; the alias would fail in the middle of an apply.
data "aws_lambda_function" "canary_stable_version" {
  count = local.promoted ? 0 : 1

  function_name = var.name
  qualifier     = var.canary.stable_version
}

# Made after the alias, so that the first apply does not look for an alias that is not there yet.
resource "terraform_data" "alias" {
  input = {
    function_name = aws_lambda_alias.live.function_name
    name          = aws_lambda_alias.live.name
  }
}

# The alias as the last apply left it; the output `version` looks at it. A condition here would put the reading off to the
# apply whenever the alias is to be changed.
data "aws_lambda_alias" "before" {
  function_name = terraform_data.alias.output.function_name
  name          = terraform_data.alias.output.name
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  count = var.provisioned_concurrency > 0 ? 1 : 0

  function_name                     = aws_lambda_function.this.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = var.provisioned_concurrency
}
