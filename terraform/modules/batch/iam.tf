locals {
  arn_of_s3  = "arn:${local.partition}:s3:::"
  of_outputs = "${local.arn_of_s3}${var.output_bucket}/${var.output_prefix}*"
  # An inventory, or a list that is not below the output prefix.
  of_lists = var.lists == null ? [] : ["${local.arn_of_s3}${var.lists.bucket}/${var.lists.prefix}*"]

  # By function and machine alike: the ARN of a key, and nothing where S3 encrypts with its own.
  keys = {
    read  = compact([var.input_kms_key_arn, var.output_kms_key_arn])
    write = compact([var.output_kms_key_arn])
  }
  use_the_keys = concat(
    length(local.keys.read) == 0 ? [] : [{
      Sid      = "DecryptObjects"
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = local.keys.read
    }],
    length(local.keys.write) == 0 ? [] : [{
      Sid      = "EncryptOutputs"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey"]
      Resource = local.keys.write
    }],
  )

  function_statements = concat(
    [
      {
        Sid      = "ReadPhotos"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:GetObjectVersion"]
        Resource = [for prefix in var.input_prefixes : "${local.arn_of_s3}${var.input_bucket}/${prefix}*"]
      },
      {
        Sid      = "WriteParts"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = local.of_outputs
      },
      # Without it a part that is not there is an access denied. Whoever reads an object names no prefix, hence IfExists.
      {
        Sid       = "SeeWhetherAPartIsThere"
        Effect    = "Allow"
        Action    = ["s3:ListBucket"]
        Resource  = "${local.arn_of_s3}${var.output_bucket}"
        Condition = { StringLikeIfExists = { "s3:prefix" = ["${var.output_prefix}*"] } }
      },
    ],
    var.arrivals ? [{
      Sid      = "TakeArrivals"
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = local.queue_arn
    }] : [],
    local.use_the_keys,
  )

  # Children of a map are executions of this state machine that it starts, and restarts at a redrive.
  machine_statements = concat(
    [
      {
        Sid      = "CallTheFunction"
        Effect   = "Allow"
        Action   = ["lambda:InvokeFunction"]
        Resource = local.alias_arn
      },
      {
        Sid       = "ListTheInputs"
        Effect    = "Allow"
        Action    = ["s3:ListBucket"]
        Resource  = "${local.arn_of_s3}${var.input_bucket}"
        Condition = { StringLike = { "s3:prefix" = [for prefix in var.input_prefixes : "${prefix}*"] } }
      },
      {
        Sid      = "ReadLists"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = concat([local.of_outputs], local.of_lists)
      },
      {
        Sid      = "WriteTheRunsResults"
        Effect   = "Allow"
        Action   = ["s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"]
        Resource = local.of_outputs
      },
      {
        Sid      = "StartItsOwnBatches"
        Effect   = "Allow"
        Action   = ["states:StartExecution"]
        Resource = local.state_machine_arn
      },
      {
        Sid    = "FollowItsOwnBatches"
        Effect = "Allow"
        Action = ["states:DescribeExecution", "states:StopExecution", "states:RedriveExecution"]
        # Of children the name of the machine is followed by the map's label.
        Resource = ["${local.executions_arn}:*", "${local.executions_arn}/*"]
      },
      {
        Sid      = "SendTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"]
        Resource = "*"
      },
    ],
    local.use_the_keys,
  )

  # Roles belong to the account and not to a region: with the region in the name two of them do not meet.
  long_role_name = "${var.name}-machine-${local.region}"
  role_name      = length(local.long_role_name) <= 64 ? local.long_role_name : "${substr(local.long_role_name, 0, 55)}-${substr(sha256(local.long_role_name), 0, 8)}"
}

resource "aws_iam_role" "this" {
  name        = local.role_name
  path        = var.role.path
  description = "Role of the state machine ${var.name} in ${local.region}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "states.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })

  permissions_boundary = var.role.permissions_boundary_arn

  tags = var.tags
}

resource "aws_iam_role_policy" "this" {
  name = "machine"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.machine_statements
  })
}

# Beside what the module of the function gives it.
resource "aws_iam_role_policy" "function" {
  name = "batch"
  role = var.function.role_name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.function_statements
  })
}
