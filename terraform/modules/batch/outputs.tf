output "state_machine_arn" {
  description = "ARN of the state machine: what `aws stepfunctions start-execution` and `clothes batch submit` take."
  value       = aws_sfn_state_machine.this.arn
}

output "state_machine_name" {
  description = "Name of the state machine."
  value       = aws_sfn_state_machine.this.name
}

output "output" {
  description = "Where jobs write, unless their input says otherwise: `<output>/<job>/parts/`."
  value       = local.defaults.output
}

output "child_type" {
  description = "Kind of the executions that work on a batch: `EXPRESS` where a batch fits in five minutes, by the function's timeout, otherwise `STANDARD`."
  value       = local.child_type
}

output "failed_queue_name" {
  description = "Name of the queue with arrivals that failed; null without `arrivals`."
  value       = one(aws_sqs_queue.failed[*].name)
}
