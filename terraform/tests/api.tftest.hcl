# modules/api: its methods, stage, logs and deployment. Nothing is asked of AWS.
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
