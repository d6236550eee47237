# modules/function: what each option makes. Nothing is asked of AWS.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name         = "clothes-classification-test"
  package_path = "./tests/fixtures/package.zip"
}

run "defaults_are_one_vcpu_with_half_of_the_memory_for_the_heap" {
  command = plan

  module {
    source = "./modules/function"
  }

  assert {
    condition     = aws_lambda_function.this.memory_size == 1769 && aws_lambda_function.this.timeout == 25
    error_message = "Memory or timeout is not the default."
  }

  assert {
    condition     = aws_lambda_function.this.environment[0].variables["DOTNET_GCHeapHardLimit"] == "37480000"
    error_message = "1,769 MB / 2 is 927,465,472 bytes, hexadecimal 37480000."
  }

  assert {
    condition     = aws_lambda_function.this.publish && aws_lambda_alias.live.name == "live"
    error_message = "Versions are published, and the alias is live."
  }

  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "Active" && aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "Tracing is on, and logs end."
  }

  assert {
    condition     = length(aws_s3_bucket.package) == 0 && aws_lambda_function.this.filename == var.package_path
    error_message = "A small package is uploaded directly."
  }
}

run "smallest_memory_is_accepted" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    memory_size = 512
  }

  assert {
    condition     = aws_lambda_function.this.environment[0].variables["DOTNET_GCHeapHardLimit"] == "10000000"
    error_message = "512 MB / 2 is 268,435,456 bytes, hexadecimal 10000000."
  }
}

run "the_environment_can_be_extended_and_overridden" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    environment = { CLOTHES_PRECISION = "fp32", DOTNET_GCHeapHardLimit = "20000000" }
  }

  assert {
    condition     = aws_lambda_function.this.environment[0].variables["CLOTHES_PRECISION"] == "fp32" && aws_lambda_function.this.environment[0].variables["DOTNET_GCHeapHardLimit"] == "20000000"
    error_message = "The owner's variables win."
  }
}

run "the_role_may_write_its_own_log_and_traces_and_nothing_else" {
  command = apply

  module {
    source = "./modules/function"
  }

  assert {
    condition     = [for statement in local.statements : statement.Sid] == ["WriteItsOwnLogs", "SendTraces"]
    error_message = "The role may do more than it should."
  }

  assert {
    condition     = local.statements[0].Action == ["logs:CreateLogStream", "logs:PutLogEvents"] && local.statements[1].Action == ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
    error_message = "The role may do more than it should."
  }
}

run "each_surrounding_adds_one_statement" {
  command = apply

  module {
    source = "./modules/function"
  }

  variables {
    vpc             = { subnet_ids = ["subnet-1"], security_group_ids = ["sg-1"] }
    dead_letter_arn = "arn:aws:sqs:eu-central-1:123456789012:failed"
    kms_key_arn     = "arn:aws:kms:eu-central-1:123456789012:key/1"
    tracing         = false
  }

  assert {
    condition     = [for statement in local.statements : statement.Sid] == ["WriteItsOwnLogs", "UseTheVpc", "SendToTheDeadLetterTarget", "ReadItsEnvironment"]
    error_message = "Statements do not follow the options."
  }

  assert {
    condition     = local.statements[2].Action == ["sqs:SendMessage"] && local.statements[2].Resource == var.dead_letter_arn && local.statements[3].Resource == var.kms_key_arn
    error_message = "A target is not named."
  }
}

run "without_a_canary_the_alias_follows_the_newest_version" {
  command = plan

  module {
    source = "./modules/function"
  }

  assert {
    condition     = length(aws_lambda_alias.live.routing_config) == 0
    error_message = "There is a weight."
  }
}

run "a_canary_gives_the_newest_version_its_share" {
  command = apply

  module {
    source = "./modules/function"
  }

  variables {
    canary = { stable_version = "7", weight = 0.1 }
  }

  assert {
    condition     = aws_lambda_alias.live.function_version == "7"
    error_message = "The stable version is not the main one."
  }

  assert {
    condition     = length(aws_lambda_alias.live.routing_config) == 1
    error_message = "There is no weight."
  }

  assert {
    condition     = data.aws_lambda_function.canary_stable_version[0].qualifier == "7" && data.aws_lambda_function.canary_stable_version[0].function_name == var.name
    error_message = "Nobody asks whether there is such a version."
  }

  assert {
    condition     = aws_lambda_alias.live.description == "Held at version 7, 10 % to the newest"
    error_message = "The alias does not say that there is a canary."
  }
}

run "a_canary_with_all_the_weight_has_ended" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    canary = { stable_version = "7", weight = 1 }
  }

  assert {
    condition     = aws_lambda_alias.live.description == "What the API calls" && length(aws_lambda_alias.live.routing_config) == 0 && length(data.aws_lambda_function.canary_stable_version) == 0
    error_message = "The newest version does not get all calls."
  }
}

run "an_apply_that_does_not_know_of_a_roll_back_does_not_end_it" {
  command = plan

  module {
    source = "./modules/function"
  }

  override_data {
    target          = data.aws_lambda_alias.before
    override_during = plan
    values          = { description = "Held at version 7, 0 % to the newest", function_version = "7" }
  }

  expect_failures = [output.version]
}

run "an_apply_that_knows_of_the_roll_back_may_go_on" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    canary = { stable_version = "7", weight = 1 }
  }

  override_data {
    target          = data.aws_lambda_alias.before
    override_during = plan
    values          = { description = "Held at version 7, 0 % to the newest", function_version = "7" }
  }

  assert {
    condition     = data.aws_lambda_alias.before.function_version == "7"
    error_message = "The alias was not looked at."
  }
}

run "a_canary_without_weight_is_a_roll_back" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    canary = { stable_version = "7" }
  }

  assert {
    condition     = aws_lambda_alias.live.function_version == "7" && length(aws_lambda_alias.live.routing_config) == 0
    error_message = "All calls go to the stable version."
  }
}

run "a_bucket_is_made_where_s3_is_asked_for" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    package_through_s3 = true
  }

  assert {
    condition     = length(aws_s3_bucket.package) == 1 && length(aws_s3_object.package) == 1 && aws_lambda_function.this.filename == null
    error_message = "The package does not go through S3."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.package[0].block_public_policy && aws_s3_bucket_public_access_block.package[0].restrict_public_buckets
    error_message = "The bucket may be public."
  }
}

run "a_buckets_name_has_small_letters_only" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    name               = "Clothes_Classification-TEST"
    package_through_s3 = true
  }

  assert {
    condition     = aws_s3_bucket.package[0].bucket_prefix == "clothes-classification-test-"
    error_message = "S3 would refuse the bucket in the middle of the apply."
  }
}

run "the_roles_name_has_the_region" {
  command = plan

  module {
    source = "./modules/function"
  }

  assert {
    condition     = aws_iam_role.this.name == "clothes-classification-test-eu-central-1" && aws_iam_role.this.path == "/"
    error_message = "Two regions would want the same role."
  }
}

run "a_long_role_name_is_cut_and_stays_its_own" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    name = "clothes-classification-of-the-team-that-has-a-very-long-name"
  }

  assert {
    condition     = length(aws_iam_role.this.name) == 64 && endswith(aws_iam_role.this.name, substr(sha256("${var.name}-eu-central-1"), 0, 8))
    error_message = "IAM takes 64 characters."
  }
}

run "the_role_can_be_named_and_bounded" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    role = { name = "photos", path = "/services/", permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary" }
  }

  assert {
    condition     = aws_iam_role.this.name == "photos" && aws_iam_role.this.path == "/services/" && aws_iam_role.this.permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"
    error_message = "Something is left out."
  }
}

run "an_own_bucket_is_used_and_none_is_made" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    package_bucket = "releases-of-mine"
  }

  assert {
    condition     = length(aws_s3_bucket.package) == 0 && aws_lambda_function.this.s3_bucket == "releases-of-mine"
    error_message = "Another bucket is used."
  }
}

run "provisioned_concurrency_sits_on_the_alias" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    provisioned_concurrency = 2
  }

  assert {
    condition     = aws_lambda_provisioned_concurrency_config.live[0].qualifier == "live"
    error_message = "It is not on the alias."
  }
}

run "snap_start_is_on_published_versions" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    runtime    = "dotnet8"
    snap_start = true
  }

  assert {
    condition     = aws_lambda_function.this.snap_start[0].apply_on == "PublishedVersions" && aws_lambda_function.this.handler == "ClothesClassification.LambdaHost"
    error_message = "SnapStart or the handler of a managed runtime is wrong."
  }
}
