# The resource policy: which routes can be called, from where and, where requests are signed, by whom.
#
# It is always there and names the routes. A deployment is made before what was taken away is destroyed, so its snapshot
# still has the method of a removed route; the policy in the same snapshot refuses it.
#
# What an Allow means depends on the method (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html):
# - without authorization, with an API key or a Cognito token, a request needs one;
# - a signed request (AWS_IAM) from the same account needs one here or in the caller's own IAM policy: `Allow *` here would
#   let in every identity of the account, whatever its policy says. Such routes are only denied to others here;
# - a signed request from another account needs one here and in the caller's policy: access_policy.principals;
# - a private API is reached by nobody without one. The account as principal leaves the decision to its IAM policies.
locals {
  private = var.endpoint.type == "PRIVATE"

  # Below the API's ARN, in any stage. A preflight is never signed.
  preflights      = [for path in local.paths : "*/OPTIONS/${path}"]
  signed_routes   = [for route in local.routes : "*/${route.method}/${route.path}" if route.type == "AWS_IAM"]
  unsigned_routes = concat([for route in local.routes : "*/${route.method}/${route.path}" if route.type != "AWS_IAM"], local.preflights)

  own_account = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"
  principals = concat(
    local.private && local.signed ? [local.own_account] : [],
    [for principal in var.access_policy.principals : length(principal) == 12 ? "arn:${data.aws_partition.current.partition}:iam::${principal}:root" : principal],
  )

  # The gateway sees an address in a VPC by another key; the key of the internet is absent there.
  address_key = local.private ? "aws:VpcSourceIp" : "aws:SourceIp"

  access_statements = concat(
    [{
      Sid       = "AllowUnsignedRoutes"
      Effect    = "Allow"
      Principal = "*"
      Resource  = local.unsigned_routes
    }],
    !local.signed ? [] : [{
      Sid         = "DenyOtherRoutes"
      Effect      = "Deny"
      Principal   = "*"
      NotResource = concat(local.signed_routes, local.unsigned_routes)
    }],
    length(local.principals) == 0 || length(local.signed_routes) == 0 ? [] : [{
      Sid       = "AllowSignedRoutesToPrincipals"
      Effect    = "Allow"
      Principal = { AWS = local.principals }
      Resource  = local.signed_routes
    }],
    length(var.access_policy.allowed_cidrs) == 0 ? [] : [{
      Sid       = "DenyOtherAddresses"
      Effect    = "Deny"
      Principal = "*"
      Resource  = ["*"]
      Condition = { NotIpAddress = { (local.address_key) = var.access_policy.allowed_cidrs } }
    }],
    !local.private ? [] : [{
      Sid       = "DenyOtherEndpoints"
      Effect    = "Deny"
      Principal = "*"
      Resource  = ["*"]
      Condition = { StringNotEquals = { "aws:SourceVpce" = var.endpoint.vpc_endpoint_ids } }
    }],
  )
}

resource "aws_api_gateway_rest_api_policy" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in local.api_spec.access_statements : merge(
      statement,
      { Action = "execute-api:Invoke" },
      { for key in ["Resource", "NotResource"] : key => [for path in statement[key] : "${aws_api_gateway_rest_api.this.execution_arn}/${path}"] if can(statement[key]) },
    )]
  })
}
