/** A key and a certificate for `localhost` that nobody vouches for, for tests only. */
export const selfSigned = {
	key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDexI5589F5otVepG
T8b4acotb7FihqasnjpS/BwypMyhRANCAARZcQaEhumvqouXsjtqlL/Gjs5v+KSW
GE0+qw9GX64liP3q2yq+9/yqZGgKmvlzA2AplzTJ2Grl/ogwAMN6kG+3
-----END PRIVATE KEY-----`,
	cert: `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUZ0K7Vd17uT5rLUsMXZHKTf9n1CYwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNDA1NDUwOVoYDzIxMjYxMDMx
MDU0NTA5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARZcQaEhumvqouXsjtqlL/Gjs5v+KSWGE0+qw9GX64liP3q2yq+9/yq
ZGgKmvlzA2AplzTJ2Grl/ogwAMN6kG+3o1MwUTAdBgNVHQ4EFgQUxIrwhpnyMNj7
za0mZ5h0AlVsvH0wHwYDVR0jBBgwFoAUxIrwhpnyMNj7za0mZ5h0AlVsvH0wDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA2/FgYkcNV6JDW511fyhu
XgevekA27wK1mIJgI69niLgCIFGKJZk3z2JRQAyuxMs0D677DaGu+/Xqivl8TimT
aR5Z
-----END CERTIFICATE-----`,
} as const;
