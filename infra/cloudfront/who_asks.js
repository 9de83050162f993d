// Who stands before CloudFront, told to the API. Whatever a viewer has sent under that name is
// overwritten; the API believes it only beside the secret that this distribution adds.
function handler(event) {
    var request = event.request;
    request.headers['x-wingman-viewer'] = { value: event.viewer.ip };
    return request;
}
