# modules/function: what is refused. Nothing is asked of AWS.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name         = "clothes-classification-test"
  package_path = "./tests/fixtures/package.zip"
}

run "rejects_wrong_values" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    # a name that is an ARN
    name = "arn:aws:lambda:eu-central-1:123456789012:function:x"
    # a bucket that is not to be used
    package_bucket     = "releases-of-mine"
    package_through_s3 = false
    # a runtime of another language
    runtime = "python3.13"
    # an unknown architecture
    architecture = "arm"
    # a reserved name in the environment
    environment = { AWS_LAMBDA_LOG_LEVEL = "DEBUG" }
    # too little memory
    memory_size = 511
    # a timeout that leaves no time
    timeout = 2
    # a canary in percent
    canary = { stable_version = "7", weight = 10 }
    # a VPC without subnets
    vpc = { subnet_ids = [], security_group_ids = ["sg-1"] }
    # a dead letter target that is a bucket
    dead_letter_arn = "arn:aws:s3:::bucket"
    # a key alias
    kms_key_arn = "alias/mine"
    # an unknown log level
    log_level = "VERBOSE"
    # logs that are kept for ever
    log_retention_days = 0
    # a role name with a slash
    role = { name = "a/b" }
  }

  expect_failures = [
    var.name, var.package_through_s3, var.runtime, var.architecture, var.environment, var.memory_size,
    var.timeout, var.canary, var.vpc, var.dead_letter_arn, var.kms_key_arn,
    var.log_level, var.log_retention_days, var.role,
  ]
}

# Alone, as nothing that depends on a wrong value is looked at.
run "rejects_a_negative_reservation" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    reserved_concurrency = -2
  }

  expect_failures = [var.reserved_concurrency]
}

run "rejects_wrong_values_2" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    # dotnet10 with a provider that does not know it
    runtime = "dotnet10"
    # too much memory
    memory_size = 10241
    # a fraction of an environment
    provisioned_concurrency = 0.5
    # the ARN of a key alias
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:alias/mine"
    # a role path without slashes
    role = { path = "services" }
  }

  expect_failures = [var.runtime, var.memory_size, var.provisioned_concurrency, var.kms_key_arn, var.role]
}

run "rejects_wrong_values_3" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    # more provisioned than reserved
    provisioned_concurrency = 5
    reserved_concurrency    = 4
    # a boundary that is a name
    role = { permissions_boundary_arn = "boundary" }
  }

  expect_failures = [var.provisioned_concurrency, var.role]
}

run "rejects_wrong_values_4" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    # snap start on a provided runtime
    snap_start = true
    # a canary from the newest code
    canary = { stable_version = "$LATEST", weight = 0.1 }
  }

  expect_failures = [var.snap_start, var.canary]
}

run "rejects_wrong_values_5" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    # snap start with provisioned concurrency
    runtime                 = "dotnet8"
    snap_start              = true
    provisioned_concurrency = 1
    # a canary with provisioned concurrency
    canary = { stable_version = "7", weight = 0.1 }
  }

  expect_failures = [var.snap_start, var.canary]
}

run "rejects_a_package_that_is_absent" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    package_path = "./tests/fixtures/absent.zip"
  }

  expect_failures = [aws_lambda_function.this]
}

run "rejects_a_package_for_arm64_on_x86_64" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    package_path = "./tests/fixtures/package-arm64.zip"
  }

  expect_failures = [aws_lambda_function.this]
}
