locals {
  create_web_acl = try(var.waf.web_acl_arn == null, false)

  # AWS's own rule groups. Rules of the common set that read a body are counted and do not block: photos are larger than
  # what they allow and hold any bytes, and a body may hold a URL.
  managed_rules = {
    AWSManagedRulesAmazonIpReputationList = { priority = 10, count = [] }
    AWSManagedRulesKnownBadInputsRuleSet  = { priority = 20, count = [] }
    AWSManagedRulesCommonRuleSet = {
      priority = 30
      count    = ["CrossSiteScripting_BODY", "GenericLFI_BODY", "GenericRFI_BODY", "SizeRestrictions_BODY"]
    }
  }
}

resource "aws_wafv2_web_acl" "this" {
  count = local.create_web_acl ? 1 : 0

  name        = "${var.name}-${var.stage}"
  description = "Protects ${var.name}, stage ${var.stage}"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "RateOfEachAddress"
    priority = 0

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit              = var.waf.rate_limit
        aggregate_key_type = "IP"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "RateOfEachAddress"
      sampled_requests_enabled   = false
    }
  }

  dynamic "rule" {
    for_each = local.managed_rules

    content {
      name     = rule.key
      priority = rule.value.priority

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          name        = rule.key
          vendor_name = "AWS"

          dynamic "rule_action_override" {
            for_each = rule.value.count

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.key
        sampled_requests_enabled   = false
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "${var.name}-${var.stage}"
    sampled_requests_enabled   = false
  }

  tags = var.tags
}

resource "aws_wafv2_web_acl_association" "this" {
  count = var.waf == null ? 0 : 1

  resource_arn = aws_api_gateway_stage.this.arn
  web_acl_arn  = local.create_web_acl ? aws_wafv2_web_acl.this[0].arn : var.waf.web_acl_arn
}
