output "predict_url" {
  description = "URL to send photos to, by POST, with the key in the header x-api-key."
  value       = module.api.urls["predict"]
}

output "api_key_ids" {
  description = "Id of each caller's key; `aws apigateway get-api-key --include-value --api-key <id>` prints its value."
  value       = module.api.api_key_ids
}

output "domain_target" {
  description = "What the domain's DNS record has to point to, where `hosted_zone_id` is null."
  value       = module.api.domain_target
}

output "dashboard_url" {
  description = "Where the dashboard is in the console."
  value       = module.observability.dashboard_url
}
