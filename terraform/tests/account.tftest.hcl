# The account's root: the role that API Gateway writes logs by. Nothing is asked of AWS.
mock_provider "aws" {
  source = "./tests/mocks"
}

run "the_role_is_named_by_region_and_set_for_the_account" {
  command = plan

  module {
    source = "./account"
  }

  assert {
    condition     = aws_iam_role.this.name == "api-gateway-logging-eu-central-1"
    error_message = "Two regions of one account would want the same role."
  }

  assert {
    condition     = endswith(aws_iam_role_policy_attachment.this.policy_arn, ":aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs")
    error_message = "API Gateway refuses a role without AWS's own policy."
  }
}

run "a_role_that_is_there_keeps_its_name" {
  command = plan

  module {
    source = "./account"
  }

  variables {
    role_name = "api-gateway-logging"
  }

  assert {
    condition     = aws_iam_role.this.name == "api-gateway-logging"
    error_message = "It would be made anew."
  }
}

run "rejects_a_role_name_with_a_slash" {
  command = plan

  module {
    source = "./account"
  }

  variables {
    role_name = "path/api-gateway-logging"
  }

  expect_failures = [var.role_name]
}
