# The role by which API Gateway writes logs: one setting of the account and region, which every API in it shares. It has a
# state of its own, so that no API's apply or destroy touches it. Nothing here can be destroyed: without the role, or with a
# setting that points to a role which is gone, every API of the region stops logging. README.md says how to give it up.
resource "aws_iam_role" "this" {
  name        = local.role_name
  description = "Lets API Gateway write logs to CloudWatch, for every API of the account in ${local.region}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "apigateway.amazonaws.com" }
    }]
  })

  lifecycle {
    prevent_destroy = true
  }
}

# AWS's own policy for this purpose: API Gateway refuses a role with less.
resource "aws_iam_role_policy_attachment" "this" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_api_gateway_account" "this" {
  cloudwatch_role_arn = aws_iam_role.this.arn

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_iam_role_policy_attachment.this]
}

locals {
  # Not its id or name, of which version 6 of the provider warns: both major versions know the endpoint.
  region = split(".", data.aws_region.current.endpoint)[1]

  # Roles belong to the account and not to a region: with the region in the name two of them do not meet.
  role_name = coalesce(var.role_name, "api-gateway-logging-${local.region}")
}

data "aws_partition" "current" {}

data "aws_region" "current" {}
