output "base_url" {
  description = "URL that all routes are below."
  value       = module.api.base_url
}

output "predict_url" {
  description = "URL to send photos to, by POST."
  value       = module.api.urls["predict"]
}

output "read_key_command" {
  description = "Command that prints the value of an API key; null where none is made or asked for. No output holds a value."
  value       = local.read_key_command
}

output "curl" {
  description = "A request to try in the repository's root; `terraform output -raw curl` prints it ready to paste."
  value       = "curl ${join(" ", compact([local.curl_credentials, "-H 'content-type: image/jpeg'", "--data-binary @samples/photos/dress.jpg", module.api.urls["predict"]]))}"
}

output "stage" {
  description = "Name of the stage."
  value       = module.api.stage
}

output "rest_api_id" {
  description = "Id of the REST API."
  value       = module.api.rest_api_id
}

output "execution_arn" {
  description = "ARN to build IAM policies for callers with: `<execution_arn>/<stage>/POST/predict`."
  value       = module.api.execution_arn
}

output "usage_plan_id" {
  description = "Id of the usage plan; null where no key is asked for."
  value       = module.api.usage_plan_id
}

output "api_key_ids" {
  description = "Id of each API key by its name."
  value       = module.api.api_key_ids
}

output "domain_target" {
  description = "What the custom domain's DNS record has to point to; null without a domain."
  value       = module.api.domain_target
}

output "function_name" {
  description = "Name of the function."
  value       = module.function.function_name
}

output "alias_arn" {
  description = "ARN of the alias that the API calls."
  value       = module.function.alias_arn
}

output "version" {
  description = "The newest published version: what to name as `canary.stable_version` before the next release."
  value       = module.function.version
}

output "package_sha256" {
  description = "SHA-256 of the package, in base64; Lambda's own `CodeSha256` differs from it where someone changed the code from outside."
  value       = module.function.package_sha256
}

output "log_group_names" {
  description = "Log groups of the function, the batch function where there is one, and the API."
  value       = concat([module.function.log_group_name], module.batch_function[*].log_group_name, module.api.log_group_names)
}

output "api_logs" {
  description = "Whether the API's requests are logged, and how to turn that on."
  value       = var.api_logging ? "on: ${join(" and ", module.api.log_group_names)}" : "off: apply terraform/account once in ${local.region} unless `aws apigateway get-account --region ${local.region} --query cloudwatchRoleArn` prints a role, then set api_logging = true"
}

output "batch_state_machine_arn" {
  description = "ARN of the state machine that classifies photos in a bucket: what `clothes batch submit` takes. null without `batch`."
  value       = one(module.batch[*].state_machine_arn)
}

output "batch_output" {
  description = "Where its jobs write, unless their input says otherwise: `<batch_output>/<job>/parts/`. null without `batch`."
  value       = one(module.batch[*].output)
}

output "batch_function_name" {
  description = "Name of the function that classifies a batch. null without `batch`."
  value       = one(module.batch_function[*].function_name)
}

output "alarm_arns" {
  description = "ARN of each alarm, by its name."
  value       = module.observability.alarm_arns
}

output "dashboard_url" {
  description = "Where the dashboard is in the console; null where there is none."
  value       = module.observability.dashboard_url
}

locals {
  first_key        = try(module.api.api_key_ids[sort(keys(module.api.api_key_ids))[0]], null)
  read_key_command = local.first_key == null ? null : "aws apigateway get-api-key --region ${local.region} --api-key ${local.first_key} --include-value --query value --output text"

  curl_credentials = {
    API_KEY            = local.read_key_command == null ? "" : "-H \"x-api-key: $(${local.read_key_command})\""
    AWS_IAM            = "--aws-sigv4 aws:amz:${local.region}:execute-api --user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\" -H \"x-amz-security-token: $AWS_SESSION_TOKEN\""
    COGNITO_USER_POOLS = "-H \"Authorization: $TOKEN\""
    NONE               = ""
  }[var.authorization]
}
