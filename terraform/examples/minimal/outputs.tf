output "predict_url" {
  description = "URL to send photos to, by POST, with the key in the header x-api-key."
  value       = module.api.urls["predict"]
}

output "api_key_ids" {
  description = "Id of each API key; `aws apigateway get-api-key --include-value --api-key <id>` prints its value."
  value       = module.api.api_key_ids
}
