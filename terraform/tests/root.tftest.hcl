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
