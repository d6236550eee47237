# modules/api: what is refused. Nothing is asked of AWS.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function = { name = "clothes-classification-test", qualifier = "live" }
}

run "rejects_a_function_by_arn" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    function = { name = "arn:aws:lambda:eu-central-1:123456789012:function:x" }
  }

  expect_failures = [var.function]
}

run "rejects_a_qualifier_with_a_colon" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    function = { name = "clothes", qualifier = ":live" }
  }

  expect_failures = [var.function]
}

run "rejects_a_name_that_begins_with_a_digit" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    name = "1clothes"
  }

  expect_failures = [var.name]
}

run "rejects_a_stage_with_a_slash" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    stage = "test/v1"
  }

  expect_failures = [var.stage]
}

run "rejects_a_path_with_a_slash" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    routes = { predict = { path = "/predict", method = "POST" } }
  }

  expect_failures = [var.routes]
}

run "rejects_two_routes_of_one_method" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    routes = {
      first  = { path = "predict", method = "POST" }
      second = { path = "predict", method = "POST" }
    }
  }

  expect_failures = [var.routes]
}

run "rejects_an_open_route_that_reads_photos" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    routes = { predict = { path = "predict", method = "POST", reads_photo = true, open = true } }
  }

  expect_failures = [var.routes]
}

run "rejects_all_types_as_binary" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    binary_media_types = ["*/*"]
  }

  expect_failures = [var.binary_media_types]
}

run "rejects_no_photos_at_all" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    max_photos = 0
  }

  expect_failures = [var.max_photos]
}

run "rejects_a_timeout_above_what_aws_can_raise" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    integration_timeout_ms = 300001
  }

  expect_failures = [var.integration_timeout_ms]
}

run "a_raised_quota_can_be_used" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    integration_timeout_ms = 300000
  }

  assert {
    condition     = aws_api_gateway_integration.this["predict"].timeout_milliseconds == 300000
    error_message = "The gateway waits for less."
  }
}

run "rejects_a_raised_timeout_at_the_edge" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    integration_timeout_ms = 29001
    endpoint               = { type = "EDGE" }
  }

  expect_failures = [var.integration_timeout_ms]
}

run "rejects_an_unknown_authorization" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    authorization = "CUSTOM"
  }

  expect_failures = [var.authorization]
}

run "rejects_public_access_that_is_not_meant" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    authorization = "NONE"
  }

  expect_failures = [var.authorization]
}

run "rejects_cognito_without_a_user_pool" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    authorization = "COGNITO_USER_POOLS"
  }

  expect_failures = [var.cognito]
}

run "rejects_a_key_name_with_a_blank" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    api_keys = ["my shop"]
  }

  expect_failures = [var.api_keys]
}

run "rejects_a_plan_without_requests" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    usage_plan = { rate_limit = 0 }
  }

  expect_failures = [var.usage_plan]
}

run "rejects_a_quota_by_the_hour" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    usage_plan = { quota_period = "HOUR" }
  }

  expect_failures = [var.usage_plan]
}

run "rejects_an_unlimited_stage" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    throttle = { rate_limit = -1 }
  }

  expect_failures = [var.throttle]
}

run "rejects_an_address_that_is_none" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    access_policy = { allowed_cidrs = ["203.0.113.7"] }
  }

  expect_failures = [var.access_policy]
}

run "rejects_everyone_as_a_principal" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    authorization = "AWS_IAM"
    access_policy = { principals = ["*"] }
  }

  expect_failures = [var.access_policy]
}

run "rejects_principals_where_nothing_is_signed" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    access_policy = { principals = ["111122223333"] }
  }

  expect_failures = [var.access_policy]
}

run "rejects_an_endpoint_that_is_none" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    endpoint = { type = "PRIVATE", vpc_endpoint_ids = ["vpc-1"] }
  }

  expect_failures = [var.endpoint]
}

run "rejects_an_unknown_endpoint" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    endpoint = { type = "GLOBAL" }
  }

  expect_failures = [var.endpoint]
}

run "rejects_a_private_api_without_endpoints" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    endpoint = { type = "PRIVATE" }
  }

  expect_failures = [var.endpoint]
}

run "rejects_endpoints_of_a_public_api" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    endpoint = { type = "REGIONAL", vpc_endpoint_ids = ["vpce-1"] }
  }

  expect_failures = [var.endpoint]
}

run "rejects_an_api_without_any_url" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    disable_execute_api_endpoint = true
  }

  expect_failures = [var.disable_execute_api_endpoint]
}

run "rejects_a_domain_with_a_scheme" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    domain = { name = "https://photos.example.com", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1" }
  }

  expect_failures = [var.domain]
}

run "rejects_a_certificate_of_another_region_at_the_edge" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    endpoint = { type = "EDGE" }
    domain   = { name = "photos.example.com", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1" }
  }

  expect_failures = [var.domain]
}

run "rejects_a_certificate_of_another_region" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    domain = { name = "photos.example.com", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1" }
  }

  expect_failures = [aws_api_gateway_domain_name.this]
}

run "rejects_a_base_path_with_a_slash" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    domain = { name = "photos.example.com", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1", base_path = "clothes/v1" }
  }

  expect_failures = [var.domain]
}

run "rejects_a_zone_without_a_name" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    domain = { name = "photos.example.com", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1", hosted_zone_id = "" }
  }

  expect_failures = [var.domain]
}

run "rejects_a_public_zone_for_a_private_domain" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    endpoint = { type = "PRIVATE", vpc_endpoint_ids = ["vpce-1"] }
    domain   = { name = "photos.example.com", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1", hosted_zone_id = "Z1" }
  }

  expect_failures = [var.domain]
}

run "rejects_a_rate_below_what_waf_takes" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    waf = { rate_limit = 9 }
  }

  expect_failures = [var.waf]
}

run "rejects_a_web_acl_of_cloudfront" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    waf = { web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/mine/1" }
  }

  expect_failures = [var.waf]
}

run "rejects_an_origin_with_a_path" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    cors_origins = ["https://shop.example.com/"]
  }

  expect_failures = [var.cors_origins]
}

run "rejects_a_star_among_origins" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    cors_origins = ["*", "https://shop.example.com"]
  }

  expect_failures = [var.cors_origins]
}

run "rejects_logs_that_are_kept_for_ever" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    log_retention_days = 0
  }

  expect_failures = [var.log_retention_days]
}

run "rejects_a_key_by_its_alias" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:alias/logs"
  }

  expect_failures = [var.kms_key_arn]
}
