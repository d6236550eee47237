# The root module and the examples: what a first apply makes, and how the parts fit together. Nothing is asked of AWS.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  package_path = "./tests/fixtures/package.zip"
}

run "a_first_apply_needs_no_variables" {
  command = plan

  assert {
    condition     = output.stage == "test" && output.function_name == "clothes-classification-test"
    error_message = "Names differ from the documentation."
  }

  assert {
    condition     = startswith(output.api_logs, "off: apply terraform/account once in eu-central-1") && length(output.log_group_names) == 1
    error_message = "A fresh account refuses logs before it has a role for them."
  }
}

run "everything_is_named_by_stage" {
  command = plan

  variables {
    stage = "prod"
  }

  assert {
    condition     = output.function_name == "clothes-classification-prod" && output.stage == "prod"
    error_message = "Two stages would collide."
  }
}

run "the_key_is_read_by_a_command_and_is_in_no_output" {
  command = apply

  assert {
    condition     = startswith(output.read_key_command, "aws apigateway get-api-key --region eu-central-1 --api-key ")
    error_message = "The command is wrong."
  }

  assert {
    condition     = strcontains(output.curl, "x-api-key") && strcontains(output.curl, "/predict")
    error_message = "The curl line is wrong."
  }
}

run "iam_needs_no_key" {
  command = apply

  variables {
    authorization = "AWS_IAM"
  }

  assert {
    condition     = output.read_key_command == null && length(output.api_key_ids) == 0 && strcontains(output.curl, "--aws-sigv4")
    error_message = "There is a key."
  }
}

run "api_and_function_agree" {
  command = plan

  variables {
    cors_origins = ["https://b.example.com", "https://a.example.com"]
    max_photos   = 4
    fetch        = { allowed_hosts = [".example.com"] }
  }

  assert {
    condition     = local.environment["CLOTHES_CORS_ORIGINS"] == "https://a.example.com,https://b.example.com" && local.environment["CLOTHES_MAX_PHOTOS"] == "4" && local.environment["CLOTHES_FETCH_ALLOWED_HOSTS"] == ".example.com"
    error_message = "The function is told something else."
  }
}

run "what_the_modules_have_is_there_at_the_root" {
  command = plan

  variables {
    role                   = { name = "photos", path = "/services/", permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary" }
    metrics_namespace      = "Photos"
    integration_timeout_ms = 20000
    timeout                = 19
    api_metrics            = true
    reserved_concurrency   = 40
    account_concurrency    = 50
  }

  assert {
    condition     = local.environment["CLOTHES_METRICS_NAMESPACE"] == "Photos"
    error_message = "The function writes into another namespace than the dashboard reads."
  }
}

run "the_state_says_what_it_is_of" {
  command = apply

  assert {
    condition     = terraform_data.environment.output == { account = "123456789012", name = "clothes-classification", region = "eu-central-1", stage = "test" }
    error_message = "Nothing would be compared at the next plan."
  }
}

run "rejects_another_stage_in_the_same_state" {
  command = plan

  variables {
    stage = "prod"
  }

  expect_failures = [terraform_data.environment]
}

run "logs_can_be_turned_on" {
  command = apply

  variables {
    api_logging = true
  }

  assert {
    condition     = startswith(output.api_logs, "on: API-Gateway-Access-Logs_") && length(output.log_group_names) == 3
    error_message = "There are none."
  }
}

run "example_minimal_can_be_planned" {
  command = plan

  module {
    source = "./examples/minimal"
  }
}

run "example_production_can_be_planned" {
  command = plan

  module {
    source = "./examples/production"
  }

  variables {
    domain_name     = "photos.example.com"
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
  }
}

run "example_existing_function_can_be_planned" {
  command = plan

  module {
    source = "./examples/existing-function"
  }

  variables {
    function_name = "clothing-classification"
  }
}

run "rejects_wrong_values" {
  command = plan

  variables {
    # more tags than AWS takes
    tags = { for number in range(48) : "tag-${number}" => "x" }
    # a setting of the function that the API does not see
    environment = { CLOTHES_MAX_PHOTOS = "32" }
    # more photos than the function takes
    max_photos = 257
    # a function that outlasts the gateway
    timeout = 29
    # a reservation that a new account cannot give
    reserved_concurrency = 1
  }

  expect_failures = [var.tags, var.environment, var.max_photos, var.timeout, var.reserved_concurrency]
}

run "rejects_wrong_values_2" {
  command = plan

  variables {
    # a namespace that the dashboard does not see
    environment = { CLOTHES_METRICS_NAMESPACE = "x" }
    # more batches at once than are reserved
    account_concurrency = 100
    batch               = { input_bucket = "my-photos", input_prefixes = ["photos/"], output_bucket = "my-answers", max_concurrency = 20, reserved_concurrency = 10 }
  }

  expect_failures = [var.environment, var.batch]
}

run "rejects_wrong_values_3" {
  command = plan

  variables {
    # origins that the gateway does not see
    environment = { CLOTHES_CORS_ORIGINS = "x" }
    # more reserved than the account can give
    account_concurrency  = 100
    reserved_concurrency = 50
    batch                = { input_bucket = "my-photos", input_prefixes = ["photos/"], output_bucket = "my-answers", max_concurrency = 41, reserved_concurrency = 41 }
  }

  expect_failures = [var.environment, var.batch]
}

run "rejects_wrong_values_4" {
  command = plan

  variables {
    # fetching beside its variable
    environment = { CLOTHES_FETCH = "x" }
    # a job that leaves nothing to the API
    batch = { input_bucket = "my-photos", input_prefixes = ["photos/"], output_bucket = "my-answers", max_concurrency = 10 }
  }

  expect_failures = [var.environment, var.batch]
}

run "rejects_hosts_beside_their_variable" {
  command = plan

  variables {
    environment = { CLOTHES_FETCH_ALLOWED_HOSTS = "x" }
  }

  expect_failures = [var.environment]
}

run "example_production_rejects_a_reservation_that_a_new_account_cannot_give" {
  command = plan

  module {
    source = "./examples/production"
  }

  variables {
    domain_name          = "photos.example.com"
    certificate_arn      = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
    reserved_concurrency = 20
  }

  expect_failures = [var.reserved_concurrency]
}

run "photos_in_a_bucket_are_left_alone_by_default" {
  command = plan

  assert {
    condition     = length(module.batch) == 0 && length(module.batch_function) == 0 && output.batch_state_machine_arn == null && output.batch_output == null && output.batch_function_name == null
    error_message = "Something is made for them."
  }
}

run "photos_in_a_bucket_have_a_function_of_their_own" {
  command = plan

  variables {
    batch = { input_bucket = "my-photos", input_prefixes = ["photos/"], output_bucket = "my-answers" }
  }

  assert {
    condition     = output.batch_function_name == "clothes-classification-test-batch" && output.function_name == "clothes-classification-test" && output.batch_output == "s3://my-answers/batch"
    error_message = "A job would take the API's function."
  }

  assert {
    condition     = length(output.log_group_names) == 2 && contains(keys(output.alarm_arns), "batch-jobs") && module.batch[0].child_type == "EXPRESS"
    error_message = "A job would not be seen."
  }
}

run "arrivals_are_answered_and_watched" {
  command = apply

  variables {
    batch = { input_bucket = "my-photos", input_prefixes = ["photos/"], output_bucket = "my-answers", arrivals = true }
  }

  assert {
    condition     = contains(keys(output.alarm_arns), "batch-arrivals")
    error_message = "Those that fail are not noticed."
  }
}

run "example_batch_can_be_planned" {
  command = plan

  module {
    source = "./examples/batch"
  }

  variables {
    input_bucket  = "my-photos"
    output_bucket = "my-answers"
  }
}
