locals {
  # Not its id or name, of which version 6 of the provider warns: both major versions know the endpoint.
  region = split(".", data.aws_region.current.endpoint)[1]

  # Roles belong to the account and not to a region: with the region in the name two of them do not meet.
  long_role_name = "${var.name}-${local.region}"
  role_name = coalesce(
    var.role.name,
    length(local.long_role_name) <= 64 ? local.long_role_name : "${substr(local.long_role_name, 0, 55)}-${substr(sha256(local.long_role_name), 0, 8)}",
  )

  # Each statement says what it is for; nothing else is allowed. Names of the log group and targets, never a wildcard,
  # except where the service knows no resources: X-Ray, and the network interfaces of a VPC.
  statements = concat(
    [{
      Sid      = "WriteItsOwnLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.this.arn}:*"
    }],
    var.tracing ? [{
      Sid      = "SendTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }] : [],
    var.vpc == null ? [] : [{
      Sid    = "UseTheVpc"
      Effect = "Allow"
      Action = [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
      ]
      Resource = "*"
    }],
    var.dead_letter_arn == null ? [] : [{
      Sid      = "SendToTheDeadLetterTarget"
      Effect   = "Allow"
      Action   = [strcontains(var.dead_letter_arn, ":sns:") ? "sns:Publish" : "sqs:SendMessage"]
      Resource = var.dead_letter_arn
    }],
    var.kms_key_arn == null ? [] : [{
      Sid      = "ReadItsEnvironment"
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = var.kms_key_arn
    }],
  )
}

resource "aws_iam_role" "this" {
  name        = local.role_name
  path        = var.role.path
  description = "Execution role of the Lambda function ${var.name} in ${local.region}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })

  permissions_boundary = var.role.permissions_boundary_arn

  tags = var.tags

  # The function has its new role before the old one goes.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy" "this" {
  name = "function"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.statements
  })

  lifecycle {
    create_before_destroy = true
  }
}

data "aws_region" "current" {}
