// Which file a path means. Deep links of the two apps lead to their index.html, a status page's path
// to its own; other paths without a file name are pages of the landing site, or 404. A missing file stays an error of its own: a
// stale tab must never execute HTML as JavaScript.
var APPS = ['/app', '/portal'];
var PAGES = { '/': '/index.html', '/de': '/de.html' };
var NOT_FOUND =
    '<!doctype html><html lang="en"><title>Not found</title>' +
    '<h1>There is nothing here</h1><p><a href="/">To the start page</a></p></html>';

function handler(event) {
    var request = event.request;
    if (hasFileName(request.uri)) {
        return request;
    }
    for (var i = 0; i < APPS.length; i++) {
        var app = APPS[i];
        if (request.uri === app) {
            return redirect(app + '/');
        }
        if (request.uri.indexOf(app + '/') === 0) {
            request.uri = app + '/index.html';
            return request;
        }
    }
    if (request.uri.indexOf('/status/') === 0) {
        return statusPage(request);
    }
    var page = PAGES[withoutSlashAtTheEnd(request.uri)];
    if (!page) {
        return notFound();
    }
    request.uri = page;
    return request;
}

// A status page's files lie beside it: without its slash their addresses would miss it.
function statusPage(request) {
    if (request.uri.charAt(request.uri.length - 1) !== '/') {
        return redirect(request.uri + '/');
    }
    if (request.uri === '/status/') {
        return notFound();
    }
    request.uri += 'index.html';
    return request;
}

function hasFileName(uri) {
    return uri.substring(uri.lastIndexOf('/')).indexOf('.') !== -1;
}

function withoutSlashAtTheEnd(uri) {
    return uri.length > 1 && uri.charAt(uri.length - 1) === '/' ? uri.slice(0, -1) : uri;
}

function redirect(target) {
    return {
        statusCode: 301,
        statusDescription: 'Moved Permanently',
        headers: { location: { value: target } },
    };
}

function notFound() {
    return {
        statusCode: 404,
        statusDescription: 'Not Found',
        headers: { 'content-type': { value: 'text/html; charset=utf-8' } },
        body: { encoding: 'text', data: NOT_FOUND },
    };
}
