locals {
  # Not its id or name, of which version 6 of the provider warns: both major versions know the endpoint.
  region = split(".", data.aws_region.current.endpoint)[1]

  name = "${var.api_name}-${var.stage}"

  # Dashboards belong to the account and not to a region.
  dashboard_name = "${local.name}-${local.region}"

  api_dimensions      = { ApiName = var.api_name, Stage = var.stage }
  function_dimensions = { FunctionName = var.function_name, Resource = "${var.function_name}:${var.alias_name}" }

  # Executions of the children have the map's label behind the machine's ARN, and are not counted here.
  batch_dimensions = {
    machine  = { StateMachineArn = try(var.batch.state_machine_arn, "none") }
    function = { FunctionName = try(var.batch.function_name, "none") }
    queue    = { QueueName = coalesce(local.failed_queue_name, "none") }
  }

  failed_queue_name = try(var.batch.failed_queue_name, null)

  # What a function reserves is its own. Without, it shares what the account has in the region with all others, and what is
  # left to it only the account's metric tells.
  reserved = var.reserved_concurrency > 0
  concurrency = {
    limit      = local.reserved ? var.reserved_concurrency : var.account_concurrency
    metric     = local.reserved ? "ConcurrentExecutions" : "ClaimedAccountConcurrency"
    dimensions = local.reserved ? tomap({ FunctionName = var.function_name }) : tomap({})
    whose      = local.reserved ? "reserved for the function" : "that the account has in this region, for all of its functions,"
  }
}

data "aws_region" "current" {}
