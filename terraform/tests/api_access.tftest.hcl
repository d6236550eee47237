# modules/api: who reaches it, and under which name. Nothing is asked of AWS.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function = { name = "clothes-classification-test", qualifier = "live" }
}

run "a_private_api_is_reached_by_its_endpoints_without_more_being_said" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    endpoint = { type = "PRIVATE", vpc_endpoint_ids = ["vpce-1"] }
  }

  assert {
    condition     = aws_api_gateway_rest_api.this.endpoint_configuration[0].types == tolist(["PRIVATE"])
    error_message = "It is not private."
  }

  assert {
    condition     = [for statement in local.access_statements : statement.Sid] == ["AllowUnsignedRoutes", "DenyOtherEndpoints"]
    error_message = "It is closed to its own endpoints, or open to others."
  }

  assert {
    condition     = local.access_statements[1].Condition.StringNotEquals["aws:SourceVpce"] == tolist(["vpce-1"])
    error_message = "Another endpoint is let in."
  }
}

run "addresses_can_be_restricted" {
  command = apply

  module {
    source = "./modules/api"
  }

  variables {
    access_policy = { allowed_cidrs = ["203.0.113.0/24"] }
  }

  assert {
    condition     = [for statement in jsondecode(aws_api_gateway_rest_api_policy.this.policy).Statement : statement.Effect] == ["Allow", "Deny"]
    error_message = "Other addresses are not denied."
  }

  assert {
    condition     = jsondecode(aws_api_gateway_rest_api_policy.this.policy).Statement[1].Condition.NotIpAddress["aws:SourceIp"] == ["203.0.113.0/24"]
    error_message = "The address is missing."
  }

  assert {
    condition     = jsondecode(aws_api_gateway_rest_api_policy.this.policy).Statement[1].Resource == ["arn:aws:execute-api:eu-central-1:123456789012:mock/*"]
    error_message = "Not every method is denied."
  }
}

run "the_policy_names_the_routes_and_nothing_else" {
  command = apply

  module {
    source = "./modules/api"
  }

  assert {
    condition     = [for statement in jsondecode(aws_api_gateway_rest_api_policy.this.policy).Statement : statement.Effect] == ["Allow"]
    error_message = "There is another statement."
  }

  assert {
    condition     = toset(jsondecode(aws_api_gateway_rest_api_policy.this.policy).Statement[0].Resource) == toset([for route in ["POST/predict", "GET/health", "GET/model", "GET/openapi.json", "OPTIONS/predict", "OPTIONS/health", "OPTIONS/model", "OPTIONS/openapi.json"] : "arn:aws:execute-api:eu-central-1:123456789012:mock/*/${route}"])
    error_message = "A route is missing, or one that was removed could still be called."
  }
}

run "addresses_of_a_private_api_are_those_in_its_vpc" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    endpoint      = { type = "PRIVATE", vpc_endpoint_ids = ["vpce-1"] }
    access_policy = { allowed_cidrs = ["10.0.0.0/8"] }
  }

  assert {
    condition     = [for statement in local.access_statements : try(keys(statement.Condition.NotIpAddress), [])] == [[], ["aws:VpcSourceIp"], []]
    error_message = "An address of the internet is asked for, and nobody has one."
  }
}

run "iam_is_not_widened_by_an_allow_to_all" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    authorization = "AWS_IAM"
    access_policy = { allowed_cidrs = ["203.0.113.0/24"] }
  }

  assert {
    condition     = [for statement in local.access_statements : statement.Sid] == ["AllowUnsignedRoutes", "DenyOtherRoutes", "DenyOtherAddresses"]
    error_message = "The statements are others."
  }

  assert {
    condition     = alltrue([for path in local.access_statements[0].Resource : startswith(path, "*/OPTIONS/")])
    error_message = "Every identity of the account is let in, whatever its own policy says."
  }

  assert {
    condition     = toset(local.access_statements[1].NotResource) == toset([for route in ["POST/predict", "GET/health", "GET/model", "GET/openapi.json", "OPTIONS/predict", "OPTIONS/health", "OPTIONS/model", "OPTIONS/openapi.json"] : "*/${route}"])
    error_message = "A route is denied, or one that was removed is not."
  }
}

run "iam_of_other_accounts_is_let_in_by_name" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    authorization = "AWS_IAM"
    access_policy = { principals = ["111122223333", "arn:aws:iam::444455556666:role/shop"] }
  }

  assert {
    condition     = local.access_statements[2].Principal.AWS == ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:role/shop"]
    error_message = "The principals are others."
  }

  assert {
    condition     = toset(local.access_statements[2].Resource) == toset(["*/POST/predict", "*/GET/health", "*/GET/model", "*/GET/openapi.json"])
    error_message = "Not every signed route is theirs."
  }
}

run "iam_of_a_private_api_leaves_the_decision_to_the_account" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    authorization = "AWS_IAM"
    endpoint      = { type = "PRIVATE", vpc_endpoint_ids = ["vpce-1"] }
  }

  assert {
    condition     = [for statement in local.access_statements : statement.Sid] == ["AllowUnsignedRoutes", "DenyOtherRoutes", "AllowSignedRoutesToPrincipals", "DenyOtherEndpoints"]
    error_message = "The statements are others."
  }

  assert {
    condition     = local.access_statements[2].Principal.AWS == ["arn:aws:iam::123456789012:root"]
    error_message = "Nobody is let in, or everybody."
  }
}

run "cognito_needs_an_allow" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    authorization = "COGNITO_USER_POOLS"
    cognito       = { user_pool_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_1"] }
  }

  assert {
    condition     = [for statement in local.access_statements : statement.Sid] == ["AllowUnsignedRoutes"] && contains(local.access_statements[0].Resource, "*/POST/predict")
    error_message = "A valid token would be refused."
  }
}

run "a_domain_takes_tls_1_2_or_newer" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    domain                       = { name = "photos.example.com", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1", hosted_zone_id = "Z1" }
    disable_execute_api_endpoint = true
  }

  assert {
    condition     = aws_api_gateway_domain_name.this[0].security_policy == "TLS_1_2" && length(aws_route53_record.this) == 1
    error_message = "Old TLS, or no record."
  }

  assert {
    condition     = output.base_url == "https://photos.example.com"
    error_message = "The base URL is not the domain."
  }
}

run "a_private_domain_is_reached_by_the_apis_endpoints" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    endpoint = { type = "PRIVATE", vpc_endpoint_ids = ["vpce-1", "vpce-2"] }
    domain   = { name = "photos.example.com", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1", base_path = "clothes" }
  }

  assert {
    condition     = [for association in aws_api_gateway_domain_name_access_association.this : association.access_association_source] == ["vpce-1", "vpce-2"]
    error_message = "An endpoint is not associated."
  }

  assert {
    condition     = aws_api_gateway_domain_name.this[0].endpoint_configuration[0].types == tolist(["PRIVATE"]) && aws_api_gateway_domain_name.this[0].certificate_arn != null && aws_api_gateway_domain_name.this[0].regional_certificate_arn == null
    error_message = "The domain is not private."
  }

  assert {
    condition     = [for statement in jsondecode(aws_api_gateway_domain_name.this[0].policy).Statement : statement.Effect] == ["Allow", "Deny"] && jsondecode(aws_api_gateway_domain_name.this[0].policy).Statement[1].Condition.StringNotEquals["aws:SourceVpce"] == ["vpce-1", "vpce-2"]
    error_message = "The domain is open to other endpoints."
  }

  assert {
    condition     = jsondecode(aws_api_gateway_domain_name.this[0].policy).Statement[0].Resource == "arn:aws:execute-api:eu-central-1:123456789012:/domainnames/photos.example.com+*"
    error_message = "The policy is of another domain."
  }

  assert {
    condition     = output.domain_target == null && output.base_url == "https://photos.example.com/clothes"
    error_message = "It is said to be elsewhere."
  }
}

run "an_edge_domain_takes_a_certificate_of_us_east_1" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    endpoint = { type = "EDGE" }
    domain   = { name = "photos.example.com", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1" }
  }

  assert {
    condition     = aws_api_gateway_domain_name.this[0].certificate_arn == var.domain.certificate_arn && aws_api_gateway_domain_name.this[0].regional_certificate_arn == null
    error_message = "CloudFront does not get the certificate."
  }
}
