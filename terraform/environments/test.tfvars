# What is deployed for trying things out. Apply it with
#   terraform apply -var-file=environments/test.tfvars
# Choices are made here and not on the command line: the next apply, whoever makes it, then makes the same ones.

stage = "test"

# Left out, the region of your AWS configuration: that of a first apply without a file.
# region = "eu-central-1"

api_keys = ["default"]

# alarms = { sns_topic_arns = ["arn:aws:sns:eu-central-1:123456789012:on-call"] }
