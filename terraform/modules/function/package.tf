locals {
  # What Lambda takes in a call; a larger package has to come from S3.
  direct_limit_bytes = 50 * 1024 * 1024

  package_hash = try(filebase64sha256(var.package_path), null)

  # Only a package whose way is not given is measured: reading 50 MB for its length takes Terraform some seconds.
  package_bytes = try([for path in var.package_through_s3 == null ? [var.package_path] : [] : length(filebase64(path)) * 3 / 4][0], 0)

  through_s3     = var.package_bucket != null || coalesce(var.package_through_s3, local.package_bytes > local.direct_limit_bytes)
  create_bucket  = local.through_s3 && var.package_bucket == null
  package_bucket = local.create_bucket ? aws_s3_bucket.package[0].bucket : var.package_bucket
}

resource "aws_s3_bucket" "package" {
  count = local.create_bucket ? 1 : 0

  # Names of buckets have small letters, digits and hyphens, and end with the 26 digits that the provider adds.
  bucket_prefix = "${coalesce(trim(lower(replace(substr(var.name, 0, 36), "_", "-")), "-"), "function")}-"
  # It holds nothing that `./build.sh package` does not make again.
  force_destroy = true

  tags = var.tags
}

resource "aws_s3_bucket_public_access_block" "package" {
  count = local.create_bucket ? 1 : 0

  bucket                  = aws_s3_bucket.package[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "package" {
  count = local.create_bucket ? 1 : 0

  bucket = aws_s3_bucket.package[0].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_versioning" "package" {
  count = local.create_bucket ? 1 : 0

  bucket = aws_s3_bucket.package[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "package" {
  count = local.create_bucket ? 1 : 0

  bucket = aws_s3_bucket.package[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyOverTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.package[0].arn, "${aws_s3_bucket.package[0].arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  # S3 refuses a policy while the block is being put.
  depends_on = [aws_s3_bucket_public_access_block.package]
}

resource "aws_s3_object" "package" {
  count = local.through_s3 ? 1 : 0

  bucket = local.package_bucket
  # A key for each content: a changed package is a changed key, and an older version's package stays what it was.
  key    = "${var.name}/${local.package_hash == null ? "absent" : sha1(local.package_hash)}.zip"
  source = var.package_path

  # Without tags, also the provider's: S3 takes ten on an object, and other resources fifty. The bucket has them.
  override_provider {
    default_tags {
      tags = {}
    }
  }

  depends_on = [
    aws_s3_bucket_policy.package,
    aws_s3_bucket_server_side_encryption_configuration.package,
    aws_s3_bucket_versioning.package,
  ]
}
