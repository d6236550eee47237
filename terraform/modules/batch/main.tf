locals {
  # Not its id or name, of which version 6 of the provider warns: both major versions know the endpoint.
  region = split(".", data.aws_region.current.endpoint)[1]

  # A call, a second one for what the first left or where it failed, and the waiting between them have to fit into the five
  # minutes of an EXPRESS child; otherwise children are STANDARD, which are billed by transitions.
  child_type = 2 * var.function.timeout + local.longest_wait <= 300 ? "EXPRESS" : "STANDARD"

  # The role's policy names the machine, and the machine waits for that policy.
  place             = "${local.region}:${data.aws_caller_identity.current.account_id}"
  state_machine_arn = "arn:${local.partition}:states:${local.place}:stateMachine:${var.name}"
  executions_arn    = "arn:${local.partition}:states:${local.place}:execution:${var.name}"

  # By its names, which a plan knows: it then shows the definition.
  alias_arn = "arn:${local.partition}:lambda:${local.place}:function:${var.function.name}:${var.function.alias}"
}

resource "aws_sfn_state_machine" "this" {
  name       = var.name
  role_arn   = aws_iam_role.this.arn
  type       = "STANDARD"
  definition = jsonencode(local.definition)

  tracing_configuration {
    enabled = true
  }

  tags = var.tags

  depends_on = [aws_iam_role_policy.this, aws_iam_role_policy.function]
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}
