# ---- required ----

variable "function" {
  type = object({
    name      = string
    qualifier = optional(string)
  })
  description = "The Lambda function that answers, in the same account and region, and the alias or version to call; without a qualifier its newest code."

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.function.name))
    error_message = "function.name is \"${var.function.name}\": give the function's name, not its ARN; 1 to 64 letters, digits, hyphens and underscores."
  }

  validation {
    condition     = try(var.function.qualifier == null || can(regex("^[A-Za-z0-9_-]{1,128}$", var.function.qualifier)), false)
    error_message = "function.qualifier is an alias or a version, for example \"live\" or \"7\"; leave it out for the newest code."
  }
}

# ---- the API ----

variable "name" {
  type        = string
  description = "Name of the REST API, and beginning of the names around it."
  default     = "clothes-classification"

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_-]{0,63}$", var.name))
    error_message = "name is \"${var.name}\": begin with a letter and use up to 64 letters, digits, hyphens and underscores."
  }
}

variable "description" {
  type        = string
  description = "What the API is for; shown in the console."
  default     = "Classifies photos of clothes"
}

variable "stage" {
  type        = string
  description = "Name of the stage, which is the first part of each path."
  default     = "test"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,128}$", var.stage)) && var.stage != "test-invoke-stage"
    error_message = "stage is \"${var.stage}\": use letters, digits, hyphens and underscores, for example \"test\" or \"prod\"; test-invoke-stage belongs to the console."
  }
}

variable "routes" {
  type = map(object({
    path        = string
    method      = string
    reads_photo = optional(bool, false)
    open        = optional(bool, false)
  }))
  description = "The routes: one part of a path and a method each. `reads_photo` validates JSON bodies; `open` exempts a route from `authorization`."
  default = {
    predict = { path = "predict", method = "POST", reads_photo = true }
    health  = { path = "health", method = "GET" }
    model   = { path = "model", method = "GET" }
    openapi = { path = "openapi.json", method = "GET" }
  }

  validation {
    condition     = length(var.routes) > 0 && alltrue([for route in var.routes : can(regex("^[A-Za-z0-9._-]+$", route.path)) && contains(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"], route.method)])
    error_message = "routes: at least one; path is one part without slashes, for example \"predict\"; method is GET, POST, PUT, DELETE, PATCH or HEAD. OPTIONS is there for every path."
  }

  validation {
    condition     = length(distinct([for route in var.routes : "${route.method} ${route.path}"])) == length(var.routes)
    error_message = "routes: two of them have the same path and method."
  }

  validation {
    condition     = var.allow_public_access || alltrue([for route in var.routes : !(route.open && route.reads_photo)])
    error_message = "routes: a route that reads photos is open, so anyone could run the model at your cost. Set allow_public_access = true if that is meant."
  }
}

variable "proxy" {
  type        = bool
  description = "Whether the function gets the whole request and gives the whole response (a proxy integration). With false its event is the JSON body and its result the answer, as the console makes it."
  default     = true
}

variable "binary_media_types" {
  type        = set(string)
  description = "Media types that reach the function as bytes, in base64; all others as text."
  default = [
    "application/octet-stream",
    "binary/octet-stream",
    "image/avif",
    "image/bmp",
    "image/gif",
    "image/heic",
    "image/heif",
    "image/jpeg",
    "image/jpg",
    "image/jxl",
    "image/pjpeg",
    "image/png",
    "image/tiff",
    "image/webp",
    "image/x-ms-bmp",
    "image/x-png",
    "multipart/form-data",
  ]

  validation {
    condition     = length(var.binary_media_types) > 0 && alltrue([for type in var.binary_media_types : can(regex("^[a-z]+/[a-z0-9.+-]+$", type))])
    error_message = "binary_media_types: name each type, for example \"image/jpeg\". With */* JSON bodies arrive in base64 and preflight requests end in a 500; an empty list leaves the old one in place."
  }
}

variable "max_photos" {
  type        = number
  description = "Photos in one JSON request; the function's CLOTHES_MAX_PHOTOS has to be the same."
  default     = 16

  validation {
    condition     = var.max_photos >= 1 && var.max_photos <= 1000 && floor(var.max_photos) == var.max_photos
    error_message = "max_photos is ${var.max_photos}: use a whole number from 1 to 1000."
  }
}

variable "integration_timeout_ms" {
  type        = number
  description = "Milliseconds that the gateway waits for the function. More than 29000 only for REGIONAL and PRIVATE endpoints, and after AWS has raised the account's quota."
  default     = 29000

  validation {
    condition     = var.integration_timeout_ms >= 50 && var.integration_timeout_ms <= (var.endpoint.type == "EDGE" ? 29000 : 300000)
    error_message = "integration_timeout_ms is ${var.integration_timeout_ms}: API Gateway takes 50 to 29000 and, with REGIONAL and PRIVATE endpoints in an account whose quota AWS has raised, up to 300000."
  }
}

variable "redeploy" {
  type        = string
  description = "Any text; another one makes a new deployment of an unchanged API."
  default     = ""
}

# ---- who may call ----

variable "authorization" {
  type        = string
  description = "What a caller needs: `API_KEY` (a key of the usage plan), `AWS_IAM` (a signature), `COGNITO_USER_POOLS` (a token) or `NONE`, which also needs `allow_public_access`."
  default     = "API_KEY"

  validation {
    condition     = contains(["API_KEY", "AWS_IAM", "COGNITO_USER_POOLS", "NONE"], var.authorization)
    error_message = "authorization is \"${var.authorization}\": use API_KEY, AWS_IAM, COGNITO_USER_POOLS, or NONE together with allow_public_access = true."
  }

  validation {
    condition     = var.authorization != "NONE" || var.allow_public_access
    error_message = "authorization = \"NONE\" lets anyone in the world run the function at your cost. If that is meant, set allow_public_access = true as well; otherwise use API_KEY."
  }
}

variable "allow_public_access" {
  type        = bool
  description = "Says that public access is meant; asked for by `authorization = \"NONE\"`."
  default     = false
}

variable "cognito" {
  type = object({
    user_pool_arns = optional(list(string), [])
    scopes         = optional(list(string), [])
  })
  description = "User pools whose tokens are accepted, and scopes that an access token needs; without scopes identity tokens are expected."
  default     = {}

  validation {
    condition     = (var.authorization == "COGNITO_USER_POOLS") == (length(var.cognito.user_pool_arns) > 0)
    error_message = "cognito.user_pool_arns and authorization = \"COGNITO_USER_POOLS\" go together: give both, for example { user_pool_arns = [\"arn:aws:cognito-idp:...:userpool/...\"] }, or neither."
  }
}

variable "api_keys" {
  type        = set(string)
  description = "Names of the API keys to make, one for each caller. Terraform's state holds their values; with an empty list make keys and add them to the usage plan with the AWS CLI, and it holds none."
  default     = ["default"]

  validation {
    condition     = alltrue([for name in var.api_keys : can(regex("^[A-Za-z0-9_-]{1,64}$", name))])
    error_message = "api_keys: a name has 1 to 64 letters, digits, hyphens and underscores, for example \"shop\"."
  }
}

variable "usage_plan" {
  type = object({
    rate_limit   = optional(number, 5)
    burst_limit  = optional(number, 10)
    quota_limit  = optional(number, 10000)
    quota_period = optional(string, "MONTH")
  })
  description = "Limits of each key: requests a second, burst, and quota in a DAY, WEEK or MONTH. AWS applies them by best effort; they are no upper bound of cost."
  default     = {}

  validation {
    condition     = var.usage_plan.rate_limit > 0 && var.usage_plan.burst_limit > 0 && var.usage_plan.quota_limit > 0
    error_message = "usage_plan: rate_limit, burst_limit and quota_limit have to be above 0; for no traffic disable the key instead."
  }

  validation {
    condition     = contains(["DAY", "WEEK", "MONTH"], var.usage_plan.quota_period)
    error_message = "usage_plan.quota_period is \"${var.usage_plan.quota_period}\": use DAY, WEEK or MONTH."
  }
}

variable "throttle" {
  type = object({
    rate_limit  = optional(number, 20)
    burst_limit = optional(number, 40)
  })
  description = "Limits of each route for all callers together: requests a second and burst."
  default     = {}

  validation {
    condition     = var.throttle.rate_limit > 0 && var.throttle.burst_limit > 0
    error_message = "throttle: rate_limit and burst_limit have to be above 0. There is no \"unlimited\": an API without a limit is paid for by its owner."
  }
}

variable "access_policy" {
  type = object({
    allowed_cidrs = optional(list(string), [])
    principals    = optional(list(string), [])
  })
  description = "Addresses that may connect, on top of `authorization` (an empty list restricts nothing; for PRIVATE they are addresses in the VPC), and for `AWS_IAM` who else may sign: accounts by their number, which decide by their own IAM policies, roles or users by ARN. Identities of the API's own account need no entry, but a permission of their own."
  default     = {}

  validation {
    condition     = alltrue([for cidr in var.access_policy.allowed_cidrs : can(cidrhost(cidr, 0))])
    error_message = "access_policy.allowed_cidrs: not all are CIDR blocks, such as \"203.0.113.0/24\"."
  }

  validation {
    condition     = alltrue([for principal in var.access_policy.principals : can(regex("^([0-9]{12}|arn:[a-z-]+:iam::[0-9]{12}:(root|(role|user)/[A-Za-z0-9+=,.@_/-]+))$", principal))])
    error_message = "access_policy.principals: not all are an account's number, such as \"111122223333\", or the ARN of a role or user, such as \"arn:aws:iam::111122223333:role/shop\". \"*\" would let in every identity of this account."
  }

  validation {
    condition     = length(var.access_policy.principals) == 0 || var.authorization == "AWS_IAM"
    error_message = "access_policy.principals are known by their signature: set authorization = \"AWS_IAM\", or leave them out."
  }
}

variable "endpoint" {
  type = object({
    type             = optional(string, "REGIONAL")
    vpc_endpoint_ids = optional(list(string), [])
  })
  description = "Kind of endpoint: `REGIONAL`, `EDGE` or `PRIVATE`, the last with the VPC endpoints that alone may reach it."
  default     = {}

  validation {
    condition     = contains(["REGIONAL", "EDGE", "PRIVATE"], var.endpoint.type)
    error_message = "endpoint.type is \"${var.endpoint.type}\": use REGIONAL, EDGE or PRIVATE."
  }

  validation {
    condition     = (var.endpoint.type == "PRIVATE") == (length(var.endpoint.vpc_endpoint_ids) > 0)
    error_message = "endpoint: PRIVATE and vpc_endpoint_ids go together; give both, for example { type = \"PRIVATE\", vpc_endpoint_ids = [\"vpce-0123456789abcdef0\"] }, or neither."
  }

  validation {
    condition     = alltrue([for id in var.endpoint.vpc_endpoint_ids : startswith(id, "vpce-")])
    error_message = "endpoint.vpc_endpoint_ids: not all are ids of VPC endpoints, such as \"vpce-0123456789abcdef0\"."
  }
}

variable "disable_execute_api_endpoint" {
  type        = bool
  description = "Turns the API's own URL off, so that it is reached by the custom domain only."
  default     = false

  validation {
    condition     = !var.disable_execute_api_endpoint || var.domain != null
    error_message = "disable_execute_api_endpoint without a domain leaves no way to the API: set domain, too."
  }
}

variable "domain" {
  type = object({
    name            = string
    certificate_arn = string
    hosted_zone_id  = optional(string)
    base_path       = optional(string)
  })
  description = "Custom domain: its name, its certificate in ACM (of the API's region; of us-east-1 for EDGE), the public Route 53 zone to put the record into, and a first part of the path. TLS 1.2 or newer. For PRIVATE point the name to the VPC endpoint, in a zone of your VPC."
  default     = null

  validation {
    condition     = var.domain == null || can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.domain.name)) && can(regex("^arn:[a-z-]+:acm:[a-z0-9-]+:[0-9]{12}:certificate/", var.domain.certificate_arn))
    error_message = "domain: name is a host such as \"photos.example.com\", certificate_arn the ARN of a certificate in ACM."
  }

  validation {
    condition     = var.domain == null || var.endpoint.type != "EDGE" || can(regex("^arn:[a-z-]+:acm:us-east-1:", var.domain.certificate_arn))
    error_message = "domain.certificate_arn: an EDGE domain is served by CloudFront, which takes certificates of us-east-1 only."
  }

  validation {
    condition     = try(var.domain.base_path, null) == null || can(regex("^[A-Za-z0-9$_.+!*'()-]+$", var.domain.base_path))
    error_message = "domain.base_path is one part of a path without slashes, for example \"clothes\"; leave it out for none."
  }

  validation {
    condition     = try(var.domain.hosted_zone_id, null) == null || var.endpoint.type != "PRIVATE" && can(regex("^Z[A-Z0-9]+$", var.domain.hosted_zone_id))
    error_message = "domain.hosted_zone_id is the id of a Route 53 zone, such as \"Z0123456789ABCDEFGHIJ\"; leave it out where DNS is elsewhere, and for PRIVATE."
  }
}

variable "waf" {
  type = object({
    rate_limit  = optional(number, 1000)
    web_acl_arn = optional(string)
  })
  description = "Web ACL in front of the stage: one of yours by its ARN, or one made with AWS's managed rules and a limit of requests from one address in five minutes; null for none. It costs about 9 USD a month."
  default     = null

  validation {
    condition     = try(var.waf.rate_limit >= 10 && var.waf.rate_limit <= 2000000000, var.waf == null)
    error_message = "waf.rate_limit: AWS WAF takes 10 to 2,000,000,000 requests in five minutes."
  }

  validation {
    condition     = try(var.waf.web_acl_arn, null) == null || can(regex("^arn:[a-z-]+:wafv2:[^:]+:[0-9]+:regional/webacl/", var.waf.web_acl_arn))
    error_message = "waf.web_acl_arn has to be the ARN of a regional web ACL of WAFv2."
  }
}

variable "cors_origins" {
  type        = set(string)
  description = "Origins whose pages may call the API from a browser, or [\"*\"]; empty turns CORS off. The function's CLOTHES_CORS_ORIGINS has to be the same list."
  default     = []

  validation {
    condition     = alltrue([for origin in var.cors_origins : origin == "*" ? length(var.cors_origins) == 1 : can(regex("^https?://[^/'*]+$", origin))])
    error_message = "cors_origins: an origin is a scheme and a host without a path, such as \"https://shop.example.com\"; \"*\" stands alone."
  }
}

# ---- logs ----

variable "logging" {
  type        = bool
  description = "Access and execution logs. They need the role that terraform/account sets for the account and region."
  default     = false
}

variable "metrics" {
  type        = bool
  description = "Metrics of each method, beside those of the stage, which are free: five custom metrics a method."
  default     = false
}

variable "log_retention_days" {
  type        = number
  description = "Days that logs are kept."
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is ${var.log_retention_days}: CloudWatch Logs knows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 and 3653. 0 (for ever) is not offered."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "KMS key of the log groups, by its ARN; null uses the service's own. Its policy has to allow CloudWatch Logs."
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "kms_key_arn has to be the ARN of a key, such as \"arn:aws:kms:eu-central-1:123456789012:key/...\": CloudWatch Logs takes no alias and no id."
  }
}

variable "tracing" {
  type        = bool
  description = "X-Ray tracing of the stage."
  default     = true
}

variable "tags" {
  type        = map(string)
  description = "Tags of every resource, beside the provider's default tags."
  default     = {}
}
