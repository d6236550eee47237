output "batch_state_machine_arn" {
  description = "ARN of the state machine: what `clothes batch submit` takes."
  value       = module.batch.state_machine_arn
}

output "batch_output" {
  description = "Where jobs write: `<batch_output>/<job>/parts/`."
  value       = module.batch.output
}
