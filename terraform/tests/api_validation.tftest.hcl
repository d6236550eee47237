# modules/api: what is refused. Nothing is asked of AWS.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function = { name = "clothes-classification-test", qualifier = "live" }
}

run "rejects_wrong_values" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    # a function by ARN
    function = { name = "arn:aws:lambda:eu-central-1:123456789012:function:x" }
    # a name that begins with a digit
    name = "1clothes"
    # a stage with a slash
    stage = "test/v1"
    # a path with a slash
    routes = { predict = { path = "/predict", method = "POST" } }
    # all types as binary
    binary_media_types = ["*/*"]
    # no photos at all
    max_photos = 0
    # a timeout above what AWS can raise
    integration_timeout_ms = 300001
    # an unknown authorization
    authorization = "CUSTOM"
    # a key name with a blank
    api_keys = ["my shop"]
    # a plan without requests
    usage_plan = { rate_limit = 0 }
    # an unlimited stage
    throttle = { rate_limit = -1 }
    # an API without any URL
    disable_execute_api_endpoint = true
    # a rate below what WAF takes
    waf = { rate_limit = 9 }
    # an origin with a path
    cors_origins = ["https://shop.example.com/"]
    # logs that are kept for ever
    log_retention_days = 0
    # a key by its alias
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:alias/logs"
  }

  expect_failures = [
    var.function, var.name, var.stage, var.routes, var.binary_media_types, var.max_photos,
    var.integration_timeout_ms, var.authorization, var.api_keys, var.usage_plan, var.throttle,
    var.disable_execute_api_endpoint, var.waf, var.cors_origins, var.log_retention_days, var.kms_key_arn,
  ]
}

run "rejects_wrong_values_2" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    # a qualifier with a colon
    function = { name = "clothes", qualifier = ":live" }
    # two routes of one method
    routes = {
      first  = { path = "predict", method = "POST" }
      second = { path = "predict", method = "POST" }
    }
    # a raised timeout at the edge
    integration_timeout_ms = 29001
    endpoint               = { type = "EDGE" }
    # public access that is not meant
    authorization = "NONE"
    # a quota by the hour
    usage_plan = { quota_period = "HOUR" }
    # a certificate of another region at the edge
    domain = { name = "photos.example.com", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1" }
    # a web ACL of CloudFront
    waf = { web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/mine/1" }
    # a star among origins
    cors_origins = ["*", "https://shop.example.com"]
  }

  expect_failures = [
    var.function, var.routes, var.integration_timeout_ms, var.authorization, var.usage_plan, var.domain,
    var.waf, var.cors_origins,
  ]
}

run "rejects_wrong_values_3" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    # an open route that reads photos
    routes = { predict = { path = "predict", method = "POST", reads_photo = true, open = true } }
    # Cognito without a user pool
    authorization = "COGNITO_USER_POOLS"
    # an endpoint that is none
    endpoint = { type = "PRIVATE", vpc_endpoint_ids = ["vpc-1"] }
  }

  expect_failures = [var.routes, var.cognito, var.endpoint]
}

run "rejects_wrong_values_4" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    # an address that is none
    access_policy = { allowed_cidrs = ["203.0.113.7"] }
    # an unknown endpoint
    endpoint = { type = "GLOBAL" }
  }

  expect_failures = [var.access_policy, var.endpoint]
}

run "rejects_wrong_values_5" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    # everyone as a principal
    authorization = "AWS_IAM"
    access_policy = { principals = ["*"] }
    # a private API without endpoints
    endpoint = { type = "PRIVATE" }
  }

  expect_failures = [var.access_policy, var.endpoint]
}

run "rejects_wrong_values_6" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    # principals where nothing is signed
    access_policy = { principals = ["111122223333"] }
    # endpoints of a public API
    endpoint = { type = "REGIONAL", vpc_endpoint_ids = ["vpce-1"] }
  }

  expect_failures = [var.access_policy, var.endpoint]
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
