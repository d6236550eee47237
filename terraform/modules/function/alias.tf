# Callers know the alias only, so a release, a canary and a roll-back do not touch the API.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "What the API calls"
  function_name    = aws_lambda_function.this.function_name
  function_version = var.canary == null ? aws_lambda_function.this.version : var.canary.stable_version

  dynamic "routing_config" {
    for_each = try(var.canary.weight, 0) > 0 ? [var.canary.weight] : []

    content {
      additional_version_weights = {
        (aws_lambda_function.this.version) = routing_config.value
      }
    }
  }

  lifecycle {
    precondition {
      condition     = try(var.canary.weight, 0) == 0 || try(var.canary.stable_version, null) != aws_lambda_function.this.version
      error_message = "canary.stable_version is the newest version: there is nothing to compare it with. Name the version that serves now, and apply together with the new package."
    }
  }
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  count = var.provisioned_concurrency > 0 ? 1 : 0

  function_name                     = aws_lambda_function.this.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = var.provisioned_concurrency
}
