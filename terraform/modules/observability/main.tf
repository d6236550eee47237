locals {
  name = "${var.api_name}-${var.stage}"

  api_dimensions      = { ApiName = var.api_name, Stage = var.stage }
  function_dimensions = { FunctionName = var.function_name, Resource = "${var.function_name}:${var.alias_name}" }

  concurrency_limit = coalesce(var.concurrency_limit, 1000)
}
