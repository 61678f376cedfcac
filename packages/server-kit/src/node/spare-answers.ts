import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Makes `http.close()` and `http.closeIdleConnections()` spare answers that are still leaving. node:http takes a
 * connection for idle once its answer is written, and cuts off what the socket has not taken yet. After `http.close()`
 * a kept connection is closed with its last answer.
 */
export function spareAnswers(http: Server): void {
  const answersUnderWay = new Map<Socket, number>();
  http.closeIdleConnections = () => {
    for (const [socket, answers] of answersUnderWay) if (answers === 0) socket.destroy();
  };
  http.on('connection', (socket: Socket) => {
    answersUnderWay.set(socket, 0);
    socket.once('close', () => answersUnderWay.delete(socket));
  });
  http.prependListener('request', ({ socket }, response) => {
    answersUnderWay.set(socket, (answersUnderWay.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const answers = answersUnderWay.get(socket);
      if (answers !== undefined) answersUnderWay.set(socket, answers - 1);
      if (!http.listening) http.closeIdleConnections();
    });
  });
}
