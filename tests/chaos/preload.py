"""What the fork server loads once, so that a killed process is back in milliseconds."""

import boto3  # noqa: F401
import psycopg  # noqa: F401
import pydantic  # noqa: F401
import pynamodb.models  # noqa: F401
from chalice.app import Chalice  # noqa: F401
from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: F401
