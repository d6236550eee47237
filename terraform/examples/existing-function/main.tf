# The tutorial's own case: the function is there already, and gets a REST API `clothes-classification` with POST /predict,
# deployed to the stage `test`; here with a key.
data "aws_lambda_function" "existing" {
  function_name = var.function_name
}

module "api" {
  source = "../../modules/api"

  stage   = var.stage
  logging = var.logging

  function = {
    name = data.aws_lambda_function.existing.function_name
  }

  routes = {
    predict = { path = "predict", method = "POST", reads_photo = true }
  }

  # The tutorial's function takes {"url": "..."} as its event and gives scores by label, as the console's integration does.
  proxy              = var.proxy
  binary_media_types = ["application/octet-stream"]
}
