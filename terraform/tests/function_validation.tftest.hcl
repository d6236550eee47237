# modules/function: what is refused. Nothing is asked of AWS.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name         = "clothes-classification-test"
  package_path = "./tests/fixtures/package.zip"
}

run "rejects_a_name_that_is_an_arn" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    name = "arn:aws:lambda:eu-central-1:123456789012:function:x"
  }

  expect_failures = [var.name]
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

run "rejects_a_bucket_that_is_not_to_be_used" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    package_bucket     = "releases-of-mine"
    package_through_s3 = false
  }

  expect_failures = [var.package_through_s3]
}

run "rejects_a_runtime_of_another_language" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    runtime = "python3.13"
  }

  expect_failures = [var.runtime]
}

run "rejects_dotnet10_with_a_provider_that_does_not_know_it" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    runtime = "dotnet10"
  }

  expect_failures = [var.runtime]
}

run "rejects_an_unknown_architecture" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    architecture = "arm"
  }

  expect_failures = [var.architecture]
}

run "rejects_a_reserved_name_in_the_environment" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    environment = { AWS_LAMBDA_LOG_LEVEL = "DEBUG" }
  }

  expect_failures = [var.environment]
}

run "rejects_too_little_memory" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    memory_size = 511
  }

  expect_failures = [var.memory_size]
}

run "rejects_too_much_memory" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    memory_size = 10241
  }

  expect_failures = [var.memory_size]
}

run "rejects_a_timeout_that_leaves_no_time" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    timeout = 2
  }

  expect_failures = [var.timeout]
}

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

run "rejects_a_fraction_of_an_environment" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    provisioned_concurrency = 0.5
  }

  expect_failures = [var.provisioned_concurrency]
}

run "rejects_more_provisioned_than_reserved" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    provisioned_concurrency = 5
    reserved_concurrency    = 4
  }

  expect_failures = [var.provisioned_concurrency]
}

run "rejects_snap_start_on_a_provided_runtime" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    snap_start = true
  }

  expect_failures = [var.snap_start]
}

run "rejects_snap_start_with_provisioned_concurrency" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    runtime                 = "dotnet8"
    snap_start              = true
    provisioned_concurrency = 1
  }

  expect_failures = [var.snap_start]
}

run "rejects_a_canary_in_percent" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    canary = { stable_version = "7", weight = 10 }
  }

  expect_failures = [var.canary]
}

run "rejects_a_canary_from_the_newest_code" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    canary = { stable_version = "$LATEST", weight = 0.1 }
  }

  expect_failures = [var.canary]
}

run "rejects_a_canary_with_provisioned_concurrency" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    canary                  = { stable_version = "7", weight = 0.1 }
    provisioned_concurrency = 1
  }

  expect_failures = [var.canary]
}

run "rejects_a_vpc_without_subnets" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    vpc = { subnet_ids = [], security_group_ids = ["sg-1"] }
  }

  expect_failures = [var.vpc]
}

run "rejects_a_dead_letter_target_that_is_a_bucket" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    dead_letter_arn = "arn:aws:s3:::bucket"
  }

  expect_failures = [var.dead_letter_arn]
}

run "rejects_a_key_alias" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    kms_key_arn = "alias/mine"
  }

  expect_failures = [var.kms_key_arn]
}

run "rejects_an_unknown_log_level" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    log_level = "VERBOSE"
  }

  expect_failures = [var.log_level]
}

run "rejects_logs_that_are_kept_for_ever" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    log_retention_days = 0
  }

  expect_failures = [var.log_retention_days]
}

run "rejects_the_arn_of_a_key_alias" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:alias/mine"
  }

  expect_failures = [var.kms_key_arn]
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

run "rejects_a_role_name_with_a_slash" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    role = { name = "a/b" }
  }

  expect_failures = [var.role]
}

run "rejects_a_role_path_without_slashes" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    role = { path = "services" }
  }

  expect_failures = [var.role]
}

run "rejects_a_boundary_that_is_a_name" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    role = { permissions_boundary_arn = "boundary" }
  }

  expect_failures = [var.role]
}
