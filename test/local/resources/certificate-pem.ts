/** A certificate for `www.example.com` and `*.example.org` that signed itself and lasts for a hundred years, with its key: for tests only. */
export const fullchain = `-----BEGIN CERTIFICATE-----
MIIB5zCCAYygAwIBAgIUJ4yTsn/cYpeYnx8bbwMPUBsWUSMwCgYIKoZIzj0EAwIw
MjEUMBIGA1UECgwLRXhhbXBsZSBPcmcxGjAYBgNVBAMMEUV4YW1wbGUgQXV0aG9y
aXR5MCAXDTI2MTEyNDA1NDUxN1oYDzIxMjYxMDMxMDU0NTE3WjAyMRQwEgYDVQQK
DAtFeGFtcGxlIE9yZzEaMBgGA1UEAwwRRXhhbXBsZSBBdXRob3JpdHkwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAASQ9EQgob0yqUJE4j8mVcIWNgHtO+REDWWw7sR9
WobTARM6IciSRpclJ5Vl2AySzQkyNJkxppiQ8XaVFnfMYpDCo34wfDAdBgNVHQ4E
FgQUUQgT4UuYg/jC1zQwe61BufEqZKEwHwYDVR0jBBgwFoAUUQgT4UuYg/jC1zQw
e61BufEqZKEwDwYDVR0TAQH/BAUwAwEB/zApBgNVHREEIjAggg93d3cuZXhhbXBs
ZS5jb22CDSouZXhhbXBsZS5vcmcwCgYIKoZIzj0EAwIDSQAwRgIhANwW849cb8ps
H1lSjL+PqcRxFf+Fg4EjMHDjy0j/qTKNAiEAzUpvbZMMMomTQiWi0w51v7L0O0SR
DzSF/YWpPeH3TNo=
-----END CERTIFICATE-----
`;

export const privateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghTIsaAFY7+U51bso
mC+ryljNKaDeWy1WTviKeZFpNEKhRANCAASQ9EQgob0yqUJE4j8mVcIWNgHtO+RE
DWWw7sR9WobTARM6IciSRpclJ5Vl2AySzQkyNJkxppiQ8XaVFnfMYpDC
-----END PRIVATE KEY-----
`;

/** The key of another certificate. */
export const otherPrivateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLUaiGHAnXdrrS1hx
San9fyDr7z47KZKnJt2kZ7r/aRihRANCAAR+dRm0LxA9dNH2quj0vP4hJLXBDy5n
Q/vGeeLmMY6iul2TKiVmpoUyzvj7bqXfYmnj+zzmUiPPeYBTpvHRv/9C
-----END PRIVATE KEY-----
`;
