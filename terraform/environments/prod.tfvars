# What callers depend on, in a state of its own. Apply it with
#   terraform workspace select prod
#   terraform apply -var-file=environments/prod.tfvars
# Choices are made here and not on the command line: the next apply, whoever makes it, then makes the same ones.

stage  = "prod"
region = "eu-central-1"

api_keys   = ["shop", "app"]
usage_plan = { rate_limit = 10, burst_limit = 20, quota_limit = 100000, quota_period = "MONTH" }
throttle   = { rate_limit = 50, burst_limit = 100 }

log_retention_days = 365

# What `aws lambda get-account-settings --query AccountLimit.ConcurrentExecutions` prints. Where it is 10, as in a new account,
# have the quota raised before any of it is reserved.
account_concurrency  = 10
reserved_concurrency = -1

# alarms = { sns_topic_arns = ["arn:aws:sns:eu-central-1:123456789012:on-call"] }

# A canary, with one call in ten to the newest version; a roll-back has weight = 0, and weight = 1 ends either:
# canary = { stable_version = "7", weight = 0.1 }
