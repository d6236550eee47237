locals {
  managed_runtime = startswith(var.runtime, "dotnet")
  handler         = coalesce(var.handler, local.managed_runtime ? "ClothesClassification.LambdaHost" : "bootstrap")

  environment = merge({
    # The GC would otherwise take all of the memory, and it does not see what ONNX Runtime and the decoder allocate
    # beside it. Half of the memory, in bytes; .NET reads the number as hexadecimal.
    DOTNET_GCHeapHardLimit = format("%x", var.memory_size * 1048576 / 2)
  }, var.environment)

  # The version of the provider that `terraform init` chose: no expression of Terraform tells it.
  lock_files = [for folder in [path.root, path.cwd] : "${folder}/.terraform.lock.hcl" if fileexists("${folder}/.terraform.lock.hcl")]
  provider_version = try(
    regex("hashicorp/aws\"\\s*\\{\\s*version\\s*=\\s*\"([0-9.]+)\"", file(local.lock_files[0]))[0],
    null
  )
  provider_numbers        = try([for number in split(".", local.provider_version) : tonumber(number)], [])
  provider_knows_dotnet10 = try(local.provider_numbers[0] * 1000 + local.provider_numbers[1] >= 6027, true)
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn

  runtime       = var.runtime
  handler       = local.handler
  architectures = [var.architecture]

  filename         = local.through_s3 ? null : var.package_path
  s3_bucket        = local.through_s3 ? local.package_bucket : null
  s3_key           = local.through_s3 ? aws_s3_object.package[0].key : null
  source_code_hash = local.package_hash

  memory_size                    = var.memory_size
  timeout                        = var.timeout
  reserved_concurrent_executions = var.reserved_concurrency
  publish                        = true

  kms_key_arn             = var.kms_key_arn
  code_signing_config_arn = var.code_signing_config_arn

  environment {
    variables = local.environment
  }

  logging_config {
    log_group             = aws_cloudwatch_log_group.this.name
    log_format            = "JSON"
    application_log_level = var.log_level
    system_log_level      = "INFO"
  }

  tracing_config {
    mode = var.tracing ? "Active" : "PassThrough"
  }

  dynamic "snap_start" {
    for_each = var.snap_start ? [true] : []

    content {
      apply_on = "PublishedVersions"
    }
  }

  dynamic "vpc_config" {
    for_each = var.vpc == null ? [] : [var.vpc]

    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = vpc_config.value.security_group_ids
    }
  }

  dynamic "dead_letter_config" {
    for_each = var.dead_letter_arn == null ? [] : [var.dead_letter_arn]

    content {
      target_arn = dead_letter_config.value
    }
  }

  tags = var.tags

  lifecycle {
    # Not a validation of the variable: a destroy needs no package.
    precondition {
      condition     = fileexists(var.package_path)
      error_message = "package_path: there is no file ${var.package_path}. Make the package with `./build.sh package${var.architecture == "arm64" ? " --arch=arm64" : ""}`, or name another zip."
    }

    precondition {
      condition     = var.architecture == "arm64" || !endswith(var.package_path, "-arm64.zip")
      error_message = "package_path is ${basename(var.package_path)} and architecture x86_64, on which it cannot start: set architecture = \"arm64\"."
    }
  }

  # Without the policies the first invocations could not write their logs.
  depends_on = [aws_iam_role_policy.this]
}
