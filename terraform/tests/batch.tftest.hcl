# modules/batch, and what the root module makes of `batch`. Nothing is asked of AWS.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name           = "clothes-classification-test-batch"
  function       = { name = "clothes-classification-test-batch", alias = "live", role_name = "batch-role", timeout = 60 }
  input_bucket   = "my-photos"
  input_prefixes = ["photos/", "more photos/2026"]
  output_bucket  = "my-answers"
}

run "batches_of_a_hundred_and_five_at_once" {
  command = plan

  module {
    source = "./modules/batch"
  }

  assert {
    condition     = alltrue([for map in values(local.maps) : map.MaxConcurrency == 5 && map.ItemBatcher.MaxItemsPerBatch == 100 && map.ToleratedFailurePercentage == 5])
    error_message = "A new account has ten functions at once, and the API needs some."
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.this.definition) == jsondecode(jsonencode(local.definition)) && aws_sfn_state_machine.this.type == "STANDARD"
    error_message = "Only a STANDARD execution can have a distributed map."
  }
}

run "the_choices_are_taken" {
  command = plan

  module {
    source = "./modules/batch"
  }

  variables {
    batch_size                   = 1000
    max_concurrency              = 1000
    tolerated_failure_percentage = 0.5
    output_prefix                = "answers/2026/"
  }

  assert {
    condition     = alltrue([for map in values(local.maps) : map.MaxConcurrency == 1000 && map.ItemBatcher.MaxItemsPerBatch == 1000 && map.ToleratedFailurePercentage == 0.5])
    error_message = "Something else is deployed."
  }

  assert {
    condition     = output.output == "s3://my-answers/answers/2026" && alltrue([for map in values(local.maps) : strcontains(map.ResultWriter.Parameters["Prefix.$"], "'answers/2026/runs/{}'")])
    error_message = "Answers are written elsewhere."
  }
}

run "children_are_express_where_two_calls_fit_in_five_minutes" {
  command = plan

  module {
    source = "./modules/batch"
  }

  variables {
    function = { name = "f", alias = "live", role_name = "r", timeout = 85 }
  }

  assert {
    condition     = output.child_type == "EXPRESS" && strcontains(aws_sfn_state_machine.this.definition, "\"ExecutionType\":\"EXPRESS\"")
    error_message = "2 x 85 s and 130 s of waiting are five minutes."
  }
}

run "children_are_standard_where_they_do_not" {
  command = plan

  module {
    source = "./modules/batch"
  }

  variables {
    function = { name = "f", alias = "live", role_name = "r", timeout = 86 }
  }

  assert {
    condition     = output.child_type == "STANDARD" && !strcontains(aws_sfn_state_machine.this.definition, "\"ExecutionType\":\"EXPRESS\"")
    error_message = "An EXPRESS child would be ended in the middle."
  }
}

run "an_inventory_wins_over_a_list_and_a_list_over_a_prefix" {
  command = plan

  module {
    source = "./modules/batch"
  }

  assert {
    condition     = [for choice in jsondecode(aws_sfn_state_machine.this.definition).States["What is to be read"].Choices : [choice.Variable, choice.Next]] == [["$.manifest.key", "Photos of an inventory"], ["$.list.key", "Photos of a list"], ["$.prefix", "Photos of a prefix"]]
    error_message = "The input's other fields would be taken."
  }
}

run "an_error_is_tried_again_as_often_as_it_may_help" {
  command = plan

  module {
    source = "./modules/batch"
  }

  assert {
    condition = { for error in ["Lambda.CodeArtifactUserPendingException", "StorageUnavailable", "FunctionFailedException", "DeadlineExceeded", "Runtime.OutOfMemory", "StorageRefused"] : error => [for retrier in local.retry : retrier.MaxAttempts if contains(retrier.ErrorEquals, error)] } == {
      "Lambda.CodeArtifactUserPendingException" = [4]
      StorageUnavailable                        = [7]
      FunctionFailedException                   = [7]
      DeadlineExceeded                          = [2]
      "Runtime.OutOfMemory"                     = [2]
      StorageRefused                            = []
    }
    error_message = "A batch is given up too early, or tried for nothing."
  }

  assert {
    condition     = local.longest_wait == 130 && !can(local.retry[0].JitterStrategy)
    error_message = "Lambda needs up to two minutes to restore a function, and jitter would make the waits shorter."
  }
}

run "the_function_reads_the_prefixes_and_writes_below_the_output" {
  command = plan

  module {
    source = "./modules/batch"
  }

  assert {
    condition     = aws_iam_role_policy.function.role == "batch-role"
    error_message = "Another role gets the permissions."
  }

  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.function.policy).Statement : statement.Sid => [statement.Action, statement.Resource] } == {
      ReadPhotos             = [["s3:GetObject", "s3:GetObjectVersion"], ["arn:aws:s3:::my-photos/photos/*", "arn:aws:s3:::my-photos/more photos/2026*"]]
      WriteParts             = [["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::my-answers/batch/*"]
      SeeWhetherAPartIsThere = [["s3:ListBucket"], "arn:aws:s3:::my-answers"]
    }
    error_message = "It may do more or less than that."
  }
}

run "the_machine_calls_the_alias_lists_the_prefixes_and_follows_its_own_runs" {
  command = plan

  module {
    source = "./modules/batch"
  }

  variables {
    lists = { bucket = "my-inventories", prefix = "photos/" }
  }

  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : statement.Sid => [statement.Action, statement.Resource] if statement.Sid != "SendTraces" } == {
      CallTheFunction     = [["lambda:InvokeFunction"], "arn:aws:lambda:eu-central-1:123456789012:function:clothes-classification-test-batch:live"]
      ListTheInputs       = [["s3:ListBucket"], "arn:aws:s3:::my-photos"]
      ReadLists           = [["s3:GetObject"], ["arn:aws:s3:::my-answers/batch/*", "arn:aws:s3:::my-inventories/photos/*"]]
      WriteTheRunsResults = [["s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"], "arn:aws:s3:::my-answers/batch/*"]
      StartItsOwnBatches  = [["states:StartExecution"], "arn:aws:states:eu-central-1:123456789012:stateMachine:clothes-classification-test-batch"]
      FollowItsOwnBatches = [["states:DescribeExecution", "states:StopExecution", "states:RedriveExecution"], ["arn:aws:states:eu-central-1:123456789012:execution:clothes-classification-test-batch:*", "arn:aws:states:eu-central-1:123456789012:execution:clothes-classification-test-batch/*"]]
    }
    error_message = "It may do more or less than that."
  }

  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : statement.Condition.StringLike["s3:prefix"] if statement.Sid == "ListTheInputs"]) == ["photos/*", "more photos/2026*"]
    error_message = "It may list other photos."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "Step Functions of another account could use the role."
  }
}

run "keys_are_used_only_for_what_they_encrypt" {
  command = plan

  module {
    source = "./modules/batch"
  }

  variables {
    input_kms_key_arn  = "arn:aws:kms:eu-central-1:123456789012:key/in"
    output_kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/out"
  }

  assert {
    condition = alltrue([for policy in [aws_iam_role_policy.this.policy, aws_iam_role_policy.function.policy] : { for statement in jsondecode(policy).Statement : statement.Sid => [statement.Action, statement.Resource] if startswith(statement.Action[0], "kms:") } == {
      DecryptObjects = [["kms:Decrypt"], ["arn:aws:kms:eu-central-1:123456789012:key/in", "arn:aws:kms:eu-central-1:123456789012:key/out"]]
      EncryptOutputs = [["kms:GenerateDataKey"], ["arn:aws:kms:eu-central-1:123456789012:key/out"]]
    }])
    error_message = "A key is used for something else."
  }
}

run "the_whole_bucket_can_be_read" {
  command = plan

  module {
    source = "./modules/batch"
  }

  variables {
    input_prefixes = [""]
  }

  assert {
    condition     = strcontains(aws_iam_role_policy.function.policy, "\"arn:aws:s3:::my-photos/*\"")
    error_message = "It is not read."
  }
}

run "one_bucket_can_be_both" {
  command = plan

  module {
    source = "./modules/batch"
  }

  variables {
    output_bucket = "my-photos"
  }

  assert {
    condition     = output.output == "s3://my-photos/batch"
    error_message = "It is not."
  }
}

run "arrivals_are_left_alone_by_default" {
  command = plan

  module {
    source = "./modules/batch"
  }

  assert {
    condition     = length(aws_sqs_queue.arrivals) == 0 && length(aws_cloudwatch_event_rule.arrivals) == 0 && length(aws_lambda_event_source_mapping.arrivals) == 0 && output.failed_queue_name == null
    error_message = "A queue is made for nothing."
  }
}

run "arrivals_are_taken_from_a_queue_by_the_same_function" {
  command = plan

  module {
    source = "./modules/batch"
  }

  variables {
    arrivals = true
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.arrivals[0].event_pattern).detail == { bucket = { name = ["my-photos"] }, object = { key = [{ prefix = "photos/" }, { prefix = "more photos/2026" }] } }
    error_message = "Other objects are answered."
  }

  assert {
    condition     = aws_sqs_queue.arrivals[0].visibility_timeout_seconds == 360 && aws_lambda_event_source_mapping.arrivals[0].function_response_types == toset(["ReportBatchItemFailures"]) && one(aws_lambda_event_source_mapping.arrivals[0].scaling_config).maximum_concurrency == 5
    error_message = "A message would be given twice, or all come again for one that failed."
  }

  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.function.policy).Statement : statement.Resource if statement.Sid == "TakeArrivals"]) == "arn:aws:sqs:eu-central-1:123456789012:clothes-classification-test-batch"
    error_message = "The function may not take them."
  }
}

run "rejects_wrong_values" {
  command = plan

  module {
    source = "./modules/batch"
  }

  variables {
    # a name with dots
    name = "photos.batch"
    # an input bucket with a scheme
    input_bucket = "s3://my-photos"
    # a wildcard in a prefix
    input_prefixes = ["photos/*"]
    # an output prefix without its slash
    output_prefix = "batch"
    # an alias of the input key
    input_kms_key_arn = "alias/photos"
    # an alias of the output key
    output_kms_key_arn = "alias/answers"
    # a batch of none
    batch_size = 0
    # as many at once as there can be
    max_concurrency = 0
    # more failures than all
    tolerated_failure_percentage = 101
  }

  expect_failures = [
    var.name, var.input_bucket, var.input_prefixes, var.output_prefix, var.input_kms_key_arn,
    var.output_kms_key_arn, var.batch_size, var.max_concurrency, var.tolerated_failure_percentage,
  ]
}

run "rejects_an_output_bucket_with_a_prefix" {
  command = plan

  module {
    source = "./modules/batch"
  }

  variables {
    output_bucket = "my-answers/batch"
  }

  expect_failures = [var.output_bucket]
}

run "rejects_answers_among_the_photos" {
  command = plan

  module {
    source = "./modules/batch"
  }

  variables {
    output_bucket = "my-photos"
    output_prefix = "photos/answers/"
  }

  expect_failures = [var.output_bucket]
}
