#!/bin/bash
# Runs inside LocalStack when it is ready: deploy the app stack, then migrate. Safe to repeat.
set -euo pipefail

readonly stack=wingman-local-app
readonly bucket=wingman-local-deployment
readonly build=/wingman/build
readonly prefix="$(cat "$build"/functions.zip "$build"/layer.zip "$build"/api.zip | sha256sum | cut -c1-16)/"

awslocal s3 mb "s3://$bucket" 2>/dev/null || true
for name in functions.zip layer.zip api.zip; do
  awslocal s3 cp --quiet "$build/$name" "s3://$bucket/$prefix$name"
done

# Functions run in containers of their own: they find the database and AWS by name, not on loopback.
awslocal cloudformation deploy \
  --stack-name "$stack" \
  --template-file /wingman/app.template.json \
  --s3-bucket "$bucket" \
  --capabilities CAPABILITY_IAM CAPABILITY_NAMED_IAM \
  --no-fail-on-empty-changeset \
  --parameter-overrides \
    "AssetBucket=$bucket" \
    "AssetPrefix=$prefix" \
    "DatabaseHost=postgres" \
    "DatabasePort=5432" \
    "QueueBaseUrl=http://aws:4566/000000000000/wingman-local-" \
    "SignerKeyId=$WINGMAN_SIGNER_SEED" \
    "AnchorKeyId=$WINGMAN_ANCHOR_SEED" \
    "SealKeyId=$WINGMAN_SEAL_KEY"

awslocal ses verify-email-identity --email-address wingman@agency.example
awslocal lambda invoke --function-name wingman-local-migrate-database --payload '{}' /dev/stdout
