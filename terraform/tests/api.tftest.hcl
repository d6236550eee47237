# modules/api: each mode of access and each option, and what is refused. Nothing is asked of AWS.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function = { name = "clothes-classification-test", qualifier = "live" }
}

run "by_default_every_method_needs_a_key" {
  command = plan

  module {
    source = "./modules/api"
  }

  assert {
    condition     = alltrue([for method in aws_api_gateway_method.this : method.authorization == "NONE" && method.api_key_required == true])
    error_message = "A method can be called without a key."
  }

  assert {
    condition     = length(aws_api_gateway_usage_plan.this) == 1 && length(aws_api_gateway_api_key.this) == 1 && length(aws_api_gateway_usage_plan_key.this) == 1
    error_message = "There is no key in a usage plan."
  }

  assert {
    condition     = aws_api_gateway_usage_plan.this[0].throttle_settings[0].rate_limit == 5 && aws_api_gateway_usage_plan.this[0].quota_settings[0].limit == 10000
    error_message = "The plan's limits are not finite."
  }

  assert {
    condition     = aws_api_gateway_method_settings.this.settings[0].throttling_rate_limit == 20 && aws_api_gateway_method_settings.this.settings[0].data_trace_enabled == false
    error_message = "The stage has no limit, or logs bodies."
  }

  assert {
    condition     = alltrue([for response in aws_api_gateway_integration_response.cors : length(response.response_parameters) == 0]) && alltrue([for response in aws_api_gateway_gateway_response.this : !can(response.response_parameters["gatewayresponse.header.Access-Control-Allow-Origin"])])
    error_message = "CORS is on."
  }

  assert {
    condition     = aws_api_gateway_method_settings.this.settings[0].metrics_enabled == false
    error_message = "Metrics of each method are billed without being asked for."
  }
}

run "the_api_is_the_tutorials" {
  command = plan

  module {
    source = "./modules/api"
  }

  assert {
    condition     = aws_api_gateway_rest_api.this.name == "clothes-classification" && aws_api_gateway_stage.this.stage_name == "test"
    error_message = "Name or stage differs."
  }

  assert {
    condition     = aws_api_gateway_resource.this["predict"].path_part == "predict" && aws_api_gateway_method.this["predict"].http_method == "POST"
    error_message = "POST /predict is missing."
  }

  assert {
    condition     = aws_api_gateway_integration.this["predict"].type == "AWS_PROXY" && aws_api_gateway_integration.this["predict"].integration_http_method == "POST"
    error_message = "It is not a proxy integration."
  }

  assert {
    condition     = aws_api_gateway_integration.this["predict"].uri == "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:clothes-classification-test:live/invocations"
    error_message = "It does not go to the alias."
  }

  assert {
    condition     = toset(keys(aws_api_gateway_method.this)) == toset(["predict", "health", "model", "openapi"])
    error_message = "Routes are missing."
  }

  assert {
    condition     = [for type, response in aws_api_gateway_gateway_response.this : type if can(response.response_parameters["gatewayresponse.header.Retry-After"])] == ["THROTTLED"]
    error_message = "Who is throttled is not told when to try again, or others are."
  }

  assert {
    condition     = !contains(aws_api_gateway_rest_api.this.binary_media_types, "*/*")
    error_message = "JSON would arrive in base64."
  }
}

run "a_function_without_alias_is_called_by_its_name" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    function = { name = "clothes" }
  }

  assert {
    condition     = endswith(aws_api_gateway_integration.this["predict"].uri, ":function:clothes/invocations") && aws_lambda_permission.this["predict"].qualifier == null
    error_message = "There is a qualifier."
  }
}

run "a_plain_integration_hands_the_body_on_and_names_failures" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    proxy = false
    routes = {
      predict = { path = "predict", method = "POST", reads_photo = true }
    }
  }

  assert {
    condition     = aws_api_gateway_integration.this["predict"].type == "AWS"
    error_message = "It is a proxy integration."
  }

  assert {
    condition     = aws_api_gateway_integration_response.plain["predict 200"].selection_pattern == null && aws_api_gateway_integration_response.plain["predict 502"].selection_pattern == "(\\n|.)+"
    error_message = "A failure of the function would be answered as a success."
  }

  assert {
    condition     = jsondecode(aws_api_gateway_integration_response.plain["predict 502"].response_templates["application/json"]).status == 502
    error_message = "A failure is no problem document."
  }
}

run "iam_signs_every_method_and_makes_no_key" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    authorization = "AWS_IAM"
  }

  assert {
    condition     = alltrue([for method in aws_api_gateway_method.this : method.authorization == "AWS_IAM" && method.api_key_required == false])
    error_message = "A method is open."
  }

  assert {
    condition     = length(aws_api_gateway_usage_plan.this) == 0 && length(aws_api_gateway_api_key.this) == 0
    error_message = "There are keys."
  }

  assert {
    condition     = aws_api_gateway_gateway_response.this["MISSING_AUTHENTICATION_TOKEN"].status_code == "403"
    error_message = "An unsigned request is not a missing path."
  }
}

run "cognito_checks_every_method" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    authorization = "COGNITO_USER_POOLS"
    cognito       = { user_pool_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_1"], scopes = ["clothes/predict"] }
  }

  assert {
    condition     = alltrue([for method in aws_api_gateway_method.this : method.authorization == "COGNITO_USER_POOLS" && contains(method.authorization_scopes, "clothes/predict")])
    error_message = "A method is open."
  }

  assert {
    condition     = aws_api_gateway_authorizer.this[0].type == "COGNITO_USER_POOLS"
    error_message = "There is no authorizer."
  }
}

run "public_access_has_to_be_meant" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    authorization       = "NONE"
    allow_public_access = true
  }

  assert {
    condition     = alltrue([for method in aws_api_gateway_method.this : method.authorization == "NONE" && method.api_key_required == false])
    error_message = "A method is not open."
  }

  assert {
    condition     = aws_api_gateway_method_settings.this.settings[0].throttling_rate_limit == 20
    error_message = "A public API has no limit."
  }
}

run "health_alone_can_be_open" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    routes = {
      predict = { path = "predict", method = "POST", reads_photo = true }
      health  = { path = "health", method = "GET", open = true }
    }
  }

  assert {
    condition     = aws_api_gateway_method.this["predict"].api_key_required == true && aws_api_gateway_method.this["health"].api_key_required == false
    error_message = "Not health alone is open."
  }
}

run "cors_is_on_preflights_and_on_refusals" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    cors_origins = ["https://shop.example.com"]
  }

  assert {
    condition     = alltrue([for method in aws_api_gateway_method.cors : method.authorization == "NONE" && method.api_key_required == false && method.http_method == "OPTIONS"]) && length(aws_api_gateway_method.cors) == 4
    error_message = "A preflight asks for a key."
  }

  assert {
    condition     = alltrue([for integration in aws_api_gateway_integration.cors : integration.type == "MOCK" && integration.content_handling == "CONVERT_TO_TEXT"])
    error_message = "A preflight starts the function."
  }

  assert {
    condition     = alltrue([for response in aws_api_gateway_gateway_response.this : response.response_parameters["gatewayresponse.header.Access-Control-Allow-Origin"] == "'https://shop.example.com'"])
    error_message = "A browser hides a refusal."
  }

  assert {
    condition     = aws_api_gateway_integration_response.cors["predict"].response_parameters["method.response.header.Access-Control-Allow-Methods"] == "'POST,OPTIONS'"
    error_message = "The methods are wrong."
  }
}

run "cors_changes_answers_and_neither_methods_nor_what_they_declare" {
  command = plan

  module {
    source = "./modules/api"
  }

  assert {
    condition     = toset(keys(aws_api_gateway_method.cors)) == toset(["predict", "health", "model", "openapi.json"])
    error_message = "Without CORS methods are taken away, and the deployed ones stay."
  }

  assert {
    condition     = alltrue([for response in aws_api_gateway_method_response.cors : length(response.response_parameters) == 4])
    error_message = "A declared header comes and goes."
  }
}

run "several_origins_are_named_by_the_function" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    cors_origins = ["https://a.example.com", "https://b.example.com"]
  }

  assert {
    condition     = aws_api_gateway_integration_response.cors["predict"].response_parameters["method.response.header.Access-Control-Allow-Origin"] == "'*'"
    error_message = "One origin is left out."
  }
}

run "refusals_are_problems" {
  command = plan

  module {
    source = "./modules/api"
  }

  assert {
    condition     = alltrue([for response in aws_api_gateway_gateway_response.this : startswith(jsondecode(response.response_templates["application/json"]).type, "urn:clothes-classification:problem:")])
    error_message = "A body is no problem."
  }

  assert {
    condition     = alltrue([for response in aws_api_gateway_gateway_response.this : jsondecode(response.response_templates["application/json"]).requestId == "$context.requestId"])
    error_message = "A body has no requestId."
  }

  assert {
    condition     = alltrue([for response in aws_api_gateway_gateway_response.this : try(tostring(jsondecode(response.response_templates["application/json"]).status), "") == (response.status_code == null ? "" : response.status_code)])
    error_message = "A body contradicts its status."
  }

  assert {
    condition     = alltrue([for type in ["DEFAULT_4XX", "DEFAULT_5XX", "THROTTLED", "QUOTA_EXCEEDED", "INVALID_API_KEY"] : contains(keys(aws_api_gateway_gateway_response.this), type)])
    error_message = "A refusal has no body of ours."
  }
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

run "a_firewall_has_managed_rules_and_a_rate" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    waf = { rate_limit = 100 }
  }

  assert {
    condition     = toset([for rule in aws_wafv2_web_acl.this[0].rule : rule.name]) == toset(["RateOfEachAddress", "AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesCommonRuleSet"])
    error_message = "Rules are missing."
  }

  assert {
    condition     = length(aws_wafv2_web_acl_association.this) == 1
    error_message = "It does not protect the stage."
  }
}

run "an_own_firewall_is_associated_and_none_is_made" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    waf = { web_acl_arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/mine/1" }
  }

  assert {
    condition     = length(aws_wafv2_web_acl.this) == 0 && aws_wafv2_web_acl_association.this[0].web_acl_arn == var.waf.web_acl_arn
    error_message = "Another one is used."
  }
}

run "logs_are_off_until_the_account_has_its_role" {
  command = plan

  module {
    source = "./modules/api"
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.access) == 0 && length(aws_api_gateway_stage.this.access_log_settings) == 0 && aws_api_gateway_method_settings.this.settings[0].logging_level == "OFF"
    error_message = "Something logs."
  }
}

run "logs_are_in_groups_of_this_api_alone" {
  command = apply

  module {
    source = "./modules/api"
  }

  variables {
    logging = true
  }

  assert {
    condition     = aws_cloudwatch_log_group.access[0].name == "API-Gateway-Access-Logs_${aws_api_gateway_rest_api.this.id}/test" && aws_cloudwatch_log_group.execution[0].name == "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.this.id}/test"
    error_message = "Two APIs would share a group."
  }

  assert {
    condition     = length(aws_api_gateway_stage.this.access_log_settings) == 1 && aws_api_gateway_method_settings.this.settings[0].logging_level == "ERROR"
    error_message = "Nothing logs."
  }
}

run "metrics_of_each_method_are_asked_for" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    metrics = true
  }

  assert {
    condition     = aws_api_gateway_method_settings.this.settings[0].metrics_enabled == true
    error_message = "There are none."
  }
}

run "the_access_log_holds_the_keys_id_and_never_the_key" {
  command = plan

  module {
    source = "./modules/api"
  }

  assert {
    condition     = !strcontains(local.access_log_format, "identity.apiKey\"") && strcontains(local.access_log_format, "$context.identity.apiKeyId") && !strcontains(local.access_log_format, "\n")
    error_message = "The log would hold a secret, or more than a line."
  }
}

run "the_deployment_follows_what_is_written" {
  command = plan

  module {
    source = "./modules/api"
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers["specification"] == sha256(jsonencode(local.api_spec))
    error_message = "The trigger is not known at the first plan."
  }
}

run "another_media_type_is_another_deployment" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    binary_media_types = ["image/jpeg"]
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers["specification"] != run.the_deployment_follows_what_is_written.specification
    error_message = "A change is not deployed."
  }
}

run "another_route_is_another_deployment" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    routes = { predict = { path = "predict", method = "POST", reads_photo = true } }
  }

  assert {
    condition     = toset(local.access_statements[0].Resource) == toset(["*/POST/predict", "*/OPTIONS/predict"])
    error_message = "A removed route could still be called."
  }

  assert {
    condition     = output.specification != run.the_deployment_follows_what_is_written.specification
    error_message = "The policy without it is not deployed."
  }
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
