# One per account and region, shared by every API in it. Do not manage it from two states; destroying it resets the
# region's setting.
resource "aws_iam_role" "this" {
  name        = var.role_name
  description = "Lets API Gateway write logs to CloudWatch, for every API of the account"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "apigateway.amazonaws.com" }
    }]
  })

  tags = var.tags
}

# AWS's own policy for this purpose: API Gateway refuses a role with less.
resource "aws_iam_role_policy_attachment" "this" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

resource "aws_api_gateway_account" "this" {
  cloudwatch_role_arn = aws_iam_role.this.arn

  depends_on = [aws_iam_role_policy_attachment.this]
}

data "aws_partition" "current" {}
